package org.labthings.thing.smartscan.workflow;

import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.thing.smartscan.planner.RegularGrid.Style;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Scans a rectangle row by row, each in the same direction. */
@ThingType(title = "RasterWorkflow")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS + "=openflexure_microscope_server.things.scan_workflows:RasterWorkflow")
public class RasterWorkflow extends GridWorkflow {
    /** Called by Declarative Services, once for each configured workflow. */
    public RasterWorkflow() {
        super(Style.RASTER);
    }

    /** Name for people. */
    @Override
    @Property
    public String displayName() {
        return "Raster Scan";
    }

    /** What it does, for people. */
    @Override
    @Property
    public String uiBlurb() {
        return "Scans a rectangle of pictures row by row, each in the same direction, beginning"
                + " where the stage is.";
    }
}
