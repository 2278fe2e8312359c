package org.labthings.thing.uvccamera;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.HttpError;
import org.labthings.api.Setting;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.mjpeg.FeedCamera;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.ui.PropertyControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A USB camera (UVC), a webcam or a microscope's eyepiece camera.
 *
 * <p>FFmpeg reads it, in a process of its own. Frames of cameras that make JPEG are passed on as
 * they are. While the camera, or FFmpeg, is absent the Thing runs, says so, and looks for it.
 */
@ThingType(title = "USB camera")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.camera.opencv:OpenCVCamera")
@Designate(ocd = UvcCamera.Config.class, factory = true)
public class UvcCamera extends FeedCamera {
    /** What a configuration may say about a USB camera. */
    @ObjectClassDefinition(name = "USB camera", description = "A USB camera, read by FFmpeg")
    public @interface Config {
        /** Empty: the first. */
        @AttributeDefinition(
                description = "Path or name of the camera; empty: the first, /dev/video0 on Linux")
        String device() default "";

        /** Empty: that of cameras on this system. */
        @AttributeDefinition(
                description = "FFmpeg's input device; empty: v4l2, avfoundation or dshow")
        String format() default "";

        /** On the path, or anywhere. */
        @AttributeDefinition(description = "FFmpeg: a command or a path")
        String ffmpeg() default "ffmpeg";

        /** For cameras without MJPEG. */
        @AttributeDefinition(
                description = "Whether FFmpeg makes the JPEG frames, because the camera does not")
        boolean encode() default false;

        /** Of frames that FFmpeg makes. */
        @AttributeDefinition(description = "JPEG quality of encoded frames, 1 to 100")
        int quality() default 90;
    }

    private volatile String cameraName;
    private volatile Optional<Resolution> size = Optional.empty();
    private volatile double frameRate;
    private final Config config;
    private final String format;
    private final Backoff backoff;

    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public UvcCamera(Config config) {
        this(config, Backoff.USUAL);
    }

    UvcCamera(Config config, Backoff backoff) {
        if (config.quality() < 1 || config.quality() > 100) {
            throw new IllegalArgumentException(
                    "'quality' must be 1 to 100, not " + config.quality());
        }
        this.config = config;
        this.backoff = backoff;
        format = config.format().isEmpty() ? Capture.usualFormat() : config.format();
        cameraName = config.device().isEmpty() ? Capture.usualDevice(format) : config.device();
    }

    /** Path or name of the camera. */
    @Setting
    public String cameraName() {
        return cameraName;
    }

    /** Connects another camera. */
    public void cameraName(String name) {
        cameraName = name;
        restart();
    }

    /** Which camera, of those that are there now. */
    @Override
    protected List<PropertyControl> manualCameraSettings() {
        return List.of(
                PropertyControl.of(context().name(), "camera_name", "Camera")
                        .withOptions(choice(VideoDevices.in(VideoDevices.LINUX))));
    }

    /** The present camera can be chosen, too, also while it is away or is called otherwise. */
    Map<String, String> choice(Map<String, String> found) {
        String present = cameraName;
        Map<String, String> choice = new LinkedHashMap<>(found);
        if (!choice.containsValue(present)) {
            choice.put(present, present);
        }
        return choice;
    }

    /** Size of the picture, [width, height]. Without one it is what the camera likes. */
    @Setting
    public Optional<Resolution> size() {
        return size;
    }

    /** Connects the camera anew, with pictures of this size. */
    public void size(Optional<Resolution> wanted) {
        wanted.ifPresent(
                s -> {
                    if (s.width() < 1 || s.height() < 1) {
                        throw new HttpError(422, "A size is two positive numbers, not " + s);
                    }
                });
        size = wanted;
        restart();
    }

    /** Frames per second; 0 is what the camera likes. */
    @Setting
    @Min(0)
    @Max(1000)
    public double frameRate() {
        return frameRate;
    }

    /** Connects the camera anew, with this rate. */
    public void frameRate(double rate) {
        frameRate = rate;
        restart();
    }

    @Override
    protected FrameFeed feed() {
        return new FrameFeed(
                "The USB camera", new FfmpegSource(this::capture), mjpegStream, backoff);
    }

    private Capture capture() {
        Optional<Resolution> wanted = size;
        return new Capture(
                config.ffmpeg(),
                format,
                cameraName,
                wanted.map(Resolution::width).orElse(0),
                wanted.map(Resolution::height).orElse(0),
                frameRate,
                config.encode(),
                config.quality());
    }
}
