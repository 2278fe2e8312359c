package org.labthings.thing.picamera;

import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Raspberry Pi HQ Camera (Sony IMX477). */
@ThingType(title = "PiCameraHQ")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.camera.picamera:PiCameraHQ")
@Designate(ocd = PiCameraConfig.class, factory = true)
public class PiCameraHq extends CalibratedPiCamera {
    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public PiCameraHq(PiCameraConfig config) {
        super(Sensor.IMX477, config, Backoff.USUAL);
    }
}
