package org.labthings.thing.background;

import java.util.List;
import java.util.Optional;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.hardware.image.RgbImage;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Background detection by structure: a block of the picture that varies more than background does,
 * in any channel (L*u*v*), is sample.
 */
@ThingType(title = "ChannelDeviationLUV", settingsName = "ChannelDeviationLUV")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.background_detect:ChannelDeviationLUV")
public class ChannelDeviationDetector extends LuvDetector {
    /** Standard deviation of each channel in a block of background. Null until it was learnt. */
    public final DataSetting<Optional<List<Double>>> backgroundStds = channels();

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "Channel Deviation (LUV)";
    }

    @Override
    public void setBackground(RgbImage image) {
        backgroundStds.set(Optional.of(ChannelDeviations.learn(LuvImage.of(image)).deviations()));
    }

    @Override
    Optional<ChannelDeviations> known() {
        return complete(backgroundStds).map(ChannelDeviations::new);
    }
}
