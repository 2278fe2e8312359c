package org.labthings.thing.illumination;

import java.io.IOException;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.Name;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.Illuminated;
import org.labthings.hardware.Illumination;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The light of a simulated microscope: a simulated camera sees it, or nothing. */
@ThingType(title = "Simulated illumination")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.illumination:SimulatorIllumination")
public class SimulatorIllumination implements Thing, Illumination {
    @Name("_cam")
    final ThingSlot<Illuminated> camera = ThingSlot.required(Illuminated.class);

    /**
     * Switches the light.
     *
     * @param ledOn whether it shall be on
     */
    @Override
    @Action
    public void setLed(@Default("true") boolean ledOn) {
        camera.get().setLed(ledOn);
    }

    /**
     * Switches the light off and on several times. It is on afterwards.
     *
     * @param numberOfFlashes how often
     * @param dt how long it is off, and on, each time, in seconds
     */
    @Override
    @Action
    public void flash(@Default("10") int numberOfFlashes, @Default("0.5") double dt)
            throws IOException, InterruptedException {
        Illumination.super.flash(numberOfFlashes, dt);
    }
}
