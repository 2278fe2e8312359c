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
 * Background detection by colour: a pixel whose colour (L*u*v*, without brightness) is that of the
 * background is background.
 */
@ThingType(title = "ColourChannelDetectLUV", settingsName = "ColourChannelDetectLUV")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.background_detect:ColourChannelDetectLUV")
public class ColourChannelDetector extends LuvDetector {
    /** Mean of each channel of the background. Null until it was learnt. */
    public final DataSetting<Optional<List<Double>>> backgroundMeans = channels();

    /** Standard deviation of each channel of the background. Null until it was learnt. */
    public final DataSetting<Optional<List<Double>>> backgroundStds = channels();

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "Colour Channel (LUV)";
    }

    @Override
    public void setBackground(RgbImage image) {
        ColourChannels background = ColourChannels.learn(LuvImage.of(image));
        backgroundMeans.set(Optional.of(background.means()));
        backgroundStds.set(Optional.of(background.deviations()));
    }

    @Override
    Optional<ColourChannels> known() {
        Optional<List<Double>> stds = complete(backgroundStds);
        return complete(backgroundMeans).flatMap(m -> stds.map(s -> new ColourChannels(m, s)));
    }
}
