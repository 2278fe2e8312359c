package org.labthings.thing.smartscan.workflow;

import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.thing.smartscan.planner.RegularGrid.Style;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Scans a rectangle to and fro, row by row. */
@ThingType(title = "SnakeWorkflow")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS + "=openflexure_microscope_server.things.scan_workflows:SnakeWorkflow")
public class SnakeWorkflow extends GridWorkflow {
    /** Called by Declarative Services, once for each configured workflow. */
    public SnakeWorkflow() {
        super(Style.SNAKE);
    }

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "Snake Scan";
    }

    /** What it does, for people. */
    @Override
    @Property
    public String uiBlurb() {
        return "Scans a rectangle of pictures to and fro, row by row, beginning where the stage"
                + " is.";
    }
}
