package org.labthings.thing.background;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.DataSetting;
import org.labthings.api.Endpoint;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.image.RgbImage;
import org.labthings.hardware.ui.PropertyControl;
import org.labthings.hardware.ui.UiElement;
import org.labthings.hardware.ui.UserInterface;

/**
 * What the detectors share: they look at L*u*v*, and compare with a background that they learnt.
 */
abstract class LuvDetector implements Thing, BackgroundDetector {
    /** By how many times the background's deviation something must differ from it. */
    public final DataSetting<Double> channelTolerance = DataSetting.of(7.0).min(0).finite();

    /** How much of a picture must be sample, in percent. */
    public final DataSetting<Double> minSampleCoverage = DataSetting.of(25.0).range(0, 100);

    private volatile String name;
    private volatile UserInterface ui;

    /** A background that was learnt. */
    interface Background {
        /**
         * How much of a picture is sample, in percent.
         *
         * @param tolerance by how many times the background's deviation it must differ
         */
        double coverage(LuvImage image, double tolerance);
    }

    /** What was learnt. */
    abstract Optional<? extends Background> known();

    @Override
    public void open(ThingContext context) {
        name = context.name();
        ui = new UserInterface(context);
    }

    /** Name for people. */
    @Override
    @Property
    public abstract String displayName();

    /** Whether the background was learnt. */
    @Override
    @Property
    public boolean ready() {
        return known().isPresent();
    }

    @Override
    public Judgement imageIsSample(RgbImage image) {
        double coverage =
                known().orElseThrow(MissingBackgroundDataError::new)
                        .coverage(LuvImage.of(image), channelTolerance.get());
        boolean sample = coverage > minSampleCoverage.get();
        String explanation = String.format(Locale.ROOT, "%.1f%% sample", coverage);
        return new Judgement(sample, sample ? explanation : "only " + explanation);
    }

    @Override
    public List<UiElement> settingsUi() {
        return List.of(
                PropertyControl.of(name, "channel_tolerance", "Channel Tolerance"),
                PropertyControl.of(name, "min_sample_coverage", "Sample Coverage Required (%)"));
    }

    /** The controls of the settings. */
    @Endpoint
    @Name("settings_ui")
    public List<Map<String, Object>> settingsUiJson() {
        return ui.toJson(settingsUi());
    }

    /** A setting with a value a channel; null until the background was learnt. */
    static DataSetting<Optional<List<Double>>> channels() {
        return DataSetting.of(Optional.<List<Double>>empty()).readOnly().withoutGlobalLock();
    }

    /** What such a setting holds, unless an edited file left it damaged. */
    static Optional<List<Double>> complete(DataSetting<Optional<List<Double>>> setting) {
        return setting.get().filter(channels -> channels.size() == LuvImage.CHANNELS);
    }
}
