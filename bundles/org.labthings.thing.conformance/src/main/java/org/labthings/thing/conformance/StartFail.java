package org.labthings.thing.conformance;

import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// Fails when it is opened.
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:StartFail")
public class StartFail implements Thing {
    @Override
    public void open(ThingContext context) {
        throw new RuntimeError("This thing can't start");
    }
}
