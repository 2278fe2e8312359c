package org.labthings.thing.smartscan.workflow;

import java.util.List;
import java.util.Map;
import org.labthings.api.DataSetting;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ui.Accordion;
import org.labthings.hardware.ui.HeaderBlock;
import org.labthings.hardware.ui.TextBlock;
import org.labthings.hardware.ui.UiElement;
import org.labthings.thing.smartscan.planner.RegularGrid;
import org.labthings.thing.smartscan.planner.RegularGrid.Style;

/** Workflows that scan a rectangle of sites with a smart stack at each. */
abstract class GridWorkflow extends StackWorkflow {
    /** How many pictures there are side by side. */
    public final DataSetting<Integer> xCount = DataSetting.of(3).min(1);

    /** How many rows of pictures there are. */
    public final DataSetting<Integer> yCount = DataSetting.of(2).min(1);

    private final Style style;

    GridWorkflow(Style style) {
        this.style = style;
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
                                Controls.imagesToTest(name()),
                                Controls.autofocusDz(name()))));
    }

    @Override
    void freeze(Map<String, Object> settings) {
        super.freeze(settings);
        settings.put("x_count", xCount.get());
        settings.put("y_count", yCount.get());
    }

    @Override
    Run run(FrozenSettings settings) {
        return new GridRun(settings);
    }

    private final class GridRun extends StackRun {
        GridRun(FrozenSettings settings) {
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
                    style);
        }

        @Override
        boolean savesUnfocused() {
            return true; // somebody asked for just these sites
        }
    }
}
