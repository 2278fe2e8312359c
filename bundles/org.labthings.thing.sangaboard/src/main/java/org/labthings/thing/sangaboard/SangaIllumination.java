package org.labthings.thing.sangaboard;

import java.io.IOException;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.Literal;
import org.labthings.api.Name;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.Illumination;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The light of an OpenFlexure Microscope, switched by its Sangaboard. */
@ThingType(title = "Sangaboard illumination")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.illumination:SangaIllumination")
public class SangaIllumination implements Thing, Illumination {
    @Name("_stage")
    final ThingSlot<SangaboardStage> stage = ThingSlot.required(SangaboardStage.class);

    /**
     * Switches the light.
     *
     * @param ledOn whether it shall be on
     * @param ledChannel the output of the board; there is one
     */
    @Action
    public void setLed(
            @Default("true") boolean ledOn, @Default("\"cc\"") @Literal("\"cc\"") Object ledChannel)
            throws IOException, InterruptedException {
        setLed(ledOn);
    }

    @Override
    public void setLed(boolean ledOn) throws IOException, InterruptedException {
        stage.get().led(ledOn);
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
