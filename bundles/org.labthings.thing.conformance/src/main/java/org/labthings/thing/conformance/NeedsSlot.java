package org.labthings.thing.conformance;

import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// Cannot run without a camera.
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:NeedsSlot")
public class NeedsSlot implements Thing {
    final ThingSlot<CameraThing> needed = ThingSlot.required(CameraThing.class);
}
