package org.labthings.thing.smartscan.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.labthings.api.Action;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.BackgroundDetector.Judgement;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ui.Accordion;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.hardware.ui.HeaderBlock;
import org.labthings.hardware.ui.TextBlock;
import org.labthings.hardware.ui.UiElement;
import org.labthings.thing.smartscan.planner.SmartSpiral;
import org.labthings.thing.smartscan.planner.Steps;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Scans whatever sample there is around the start: it grows in a spiral, and stops at background.
 */
@ThingType(title = "HistoScanWorkflow")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.scan_workflows:HistoScanWorkflow")
public class HistoScanWorkflow extends StackWorkflow {
    /** Whether sites without sample are left out. Without it the scan goes on until its range. */
    public final DataSetting<Boolean> skipBackground = DataSetting.of(true);

    /** How far from its start the scan may go, in steps. */
    public final DataSetting<Integer> maxRange = DataSetting.of(45_000).min(0);

    /** Whether the sites are as far from each other along x as along y. */
    public final DataSetting<Boolean> equalDistances = DataSetting.of(false);

    final ThingSlot<BackgroundDetector> backgroundDetector =
            ThingSlot.required(BackgroundDetector.class).defaultTo("bg_channel_deviations_luv");

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "Histo Scan";
    }

    /** What it does, for people. */
    @Override
    @Property
    public String uiBlurb() {
        return "Scans the whole of a sample without knowing its shape: it starts where the stage"
                + " is, spirals outwards, and stops where only background is left.";
    }

    /** Whether a scan can start: mapping calibrated, background known if it is to be skipped. */
    @Override
    @Property
    public boolean ready() {
        return super.ready() && (!skipBackground.get() || backgroundDetector.get().ready());
    }

    @Override
    void checkBeforeStart() {
        super.checkBeforeStart();
        if (!skipBackground.get()) {
            logger().warn(
                            "Background is not skipped: this scan spirals on until it is cancelled"
                                    + " or reaches its range of {} steps.",
                            maxRange.get());
        } else if (!backgroundDetector.get().ready()) {
            throw new WorkflowStartError(
                    "Background is not set: you need to calibrate background detection. Move to an"
                            + " empty part of the slide and set the background.");
        }
    }

    /** Says whether the camera sees sample or background. */
    @Action
    public String checkBackground() throws InterruptedException {
        Judgement judgement = backgroundDetector.get().imageIsSample(loresFrame());
        return "Current image is "
                + (judgement.sample() ? "sample" : "background")
                + " ("
                + judgement.explanation()
                + ")";
    }

    /** Learns what the camera sees as background. */
    @Action
    public void setBackground() throws InterruptedException {
        backgroundDetector.get().setBackground(loresFrame());
    }

    @Override
    public List<UiElement> settingsUi() {
        BackgroundDetector detector = backgroundDetector.get();
        List<UiElement> background = new ArrayList<>(detector.settingsUi());
        background.add(
                ActionButton.of(name(), "set_background", "Set Background").updatingInterface());
        background.add(
                ActionButton.of(name(), "check_background", "Check Current Image")
                        .withResultAsNotice()
                        .disabledIf(!detector.ready()));
        return List.of(
                new HeaderBlock(displayName(), 4),
                new TextBlock(uiBlurb()),
                new Accordion("Background Detect", background),
                new Accordion(
                        "Scan Settings",
                        List.of(
                                Controls.overlap(name()),
                                Controls.stackDz(name()),
                                Controls.imagesToSave(name()),
                                Controls.imagesToTest(name()),
                                Controls.autofocusDz(name()),
                                Controls.of(name(), "max_range", "Maximum Distance (steps)")
                                        .withStep(1000),
                                Controls.of(
                                        name(), "skip_background", "Detect and Skip Empty Fields"),
                                Controls.of(
                                        name(),
                                        "equal_distances",
                                        "Equal Distances along x and y"))));
    }

    @Override
    Steps steps() {
        return equalDistances.get() ? StepSize.equal(super.steps()) : super.steps();
    }

    @Override
    void freeze(Map<String, Object> settings) {
        super.freeze(settings);
        settings.put("skip_background", skipBackground.get());
        settings.put("max_range", maxRange.get());
        settings.put("equal_distances", equalDistances.get());
    }

    @Override
    Run run(FrozenSettings settings) {
        return new HistoRun(settings);
    }

    private final class HistoRun extends StackRun {
        HistoRun(FrozenSettings settings) {
            super(settings);
        }

        @Override
        public ScanPlanner plan(Map<String, Integer> start) {
            return new SmartSpiral(
                    steps, start.get("x"), start.get("y"), settings.number("max_range"));
        }

        @Override
        boolean savesUnfocused() {
            return !settings.flag("skip_background");
        }

        @Override
        public Acquisition acquire(Path images) throws InterruptedException {
            if (settings.flag("skip_background")) {
                Judgement judgement = backgroundDetector.get().imageIsSample(loresFrame());
                if (!judgement.sample()) {
                    Map<String, Integer> here = stage.get().position();
                    logger().info(
                                    "Skipping ({}, {}): it is background ({}).",
                                    here.get("x"),
                                    here.get("y"),
                                    judgement.explanation());
                    return new Acquisition(false, OptionalInt.empty(), 0);
                }
            }
            return super.acquire(images);
        }
    }
}
