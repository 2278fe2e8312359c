package org.labthings.thing.smartscan.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.hardware.Autofocus.BasicStackParameters;
import org.labthings.hardware.Autofocus.Origin;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ui.Accordion;
import org.labthings.hardware.ui.HeaderBlock;
import org.labthings.hardware.ui.TextBlock;
import org.labthings.hardware.ui.UiElement;
import org.labthings.thing.smartscan.planner.RegularGrid;
import org.labthings.thing.smartscan.planner.RegularGrid.Style;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Scans a disposable counting chamber: a rectangle of stacks through the whole depth, around the
 * focus of each site.
 */
@ThingType(title = "CChipWorkflow")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS + "=openflexure_microscope_server.things.scan_workflows:CChipWorkflow")
public class CChipWorkflow extends SiteWorkflow {
    private static final double SETTLING_TIME = 0.05;

    /** How many pictures there are side by side. */
    public final DataSetting<Integer> xCount = DataSetting.of(5).min(1);

    /** How many rows of pictures there are. */
    public final DataSetting<Integer> yCount = DataSetting.of(7).min(1);

    /** Called by Declarative Services, once for each configured workflow. */
    public CChipWorkflow() {
        super(0.1, 500, 9);
    }

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "C-Chip Scan";
    }

    /** What it does, for people. */
    @Override
    @Property
    public String uiBlurb() {
        return "Scans a counting chamber: a rectangle of sites with a stack of pictures at each,"
                + " beginning where the stage is.";
    }

    @Override
    public List<UiElement> settingsUi() {
        return List.of(
                new HeaderBlock(displayName(), 4),
                new TextBlock(uiBlurb()),
                new Accordion(
                        "Scan Settings",
                        List.of(
                                Controls.columns(name()),
                                Controls.rows(name()),
                                Controls.overlap(name()),
                                Controls.stackDz(name()),
                                Controls.imagesToSave(name()),
                                Controls.autofocusDz(name()))));
    }

    @Override
    void freeze(Map<String, Object> settings) {
        settings.put("x_count", xCount.get());
        settings.put("y_count", yCount.get());
    }

    @Override
    Run run(FrozenSettings settings) {
        return new ChipRun(settings);
    }

    private final class ChipRun extends SiteRun {
        ChipRun(FrozenSettings settings) {
            super(settings);
        }

        @Override
        public ScanPlanner plan(Map<String, Integer> start) {
            return new RegularGrid(
                    steps,
                    start.get("x"),
                    start.get("y"),
                    settings.integer("x_count"),
                    settings.integer("y_count"),
                    Style.SNAKE);
        }

        /** Each site has an autofocus of its own. */
        @Override
        public void preScan() {
            // nothing
        }

        @Override
        public Acquisition acquire(Path images) throws InterruptedException {
            int focus = autofocus.get().fastAutofocus(settings.integer("autofocus_dz"));
            int[] stack =
                    autofocus
                            .get()
                            .basicStack(
                                    new BasicStackParameters(
                                            settings.integer("stack_dz"),
                                            settings.integer("stack_images_to_save"),
                                            SETTLING_TIME,
                                            Origin.CENTER),
                                    images,
                                    settings.text("capture_mode"),
                                    ownResolution());
            return new Acquisition(true, OptionalInt.of(focus), stack.length);
        }
    }
}
