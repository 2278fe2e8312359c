package org.labthings.thing.conformance;

import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// Fails while it is made.
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:InitFail")
public class InitFail implements Thing {
    @Activate
    public InitFail() {
        throw new RuntimeError("This thing can't be instantiated");
    }
}
