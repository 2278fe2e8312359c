package org.labthings.thing.picamera;

import org.labthings.api.Thing;
import org.labthings.driver.link.Backoff;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Raspberry Pi Camera Module 2 (Sony IMX219), the camera of most OpenFlexure Microscopes. */
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            Thing.CLASS + "=openflexure_microscope_server.things.camera.picamera:PiCameraV2",
            Thing.CLASS + "=openflexure_microscope_server.things.camera.picamera:StreamingPiCamera2"
        })
@Designate(ocd = PiCameraConfig.class, factory = true)
public class PiCameraV2 extends CalibratedPiCamera {
    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public PiCameraV2(PiCameraConfig config) {
        this(config, Backoff.USUAL);
    }

    PiCameraV2(PiCameraConfig config, Backoff backoff) {
        super(Sensor.IMX219, config, backoff);
    }
}
