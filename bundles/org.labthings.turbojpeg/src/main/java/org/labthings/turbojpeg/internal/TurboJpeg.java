package org.labthings.turbojpeg.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.hardware.image.JpegDecoder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/**
 * Offers the codec to whoever decodes pictures, and says in the health checks which one is used.
 * The framework or system property {@code labthings.jpeg=imageio} turns it off.
 */
@Component(
        immediate = true,
        property = {"hc.name=JPEG codec", "hc.tags=default", "hc.tags=jpeg"})
public final class TurboJpeg implements HealthCheck {
    private static final String PROPERTY = "labthings.jpeg";
    private static final String OFF = "imageio";

    private final TurboJpegCodec codec =
            new TurboJpegCodec(
                    TurboJpegLibrary::load, LoggerFactory.getLogger("org.labthings.turbojpeg"));
    private final boolean on;

    /** Called by Declarative Services; nothing native is touched before a picture is decoded. */
    @Activate
    public TurboJpeg(BundleContext context) {
        on = !OFF.equals(context.getProperty(PROPERTY));
        if (on) {
            JpegDecoder.use(codec);
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    public void close() {
        JpegDecoder.stopUsing(codec);
        codec.close();
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info(
                "{}",
                on
                        ? codec.about()
                        : "JPEG pictures are decoded by Java's ImageIO: " + PROPERTY + "=" + OFF);
        return new Result(log);
    }
}
