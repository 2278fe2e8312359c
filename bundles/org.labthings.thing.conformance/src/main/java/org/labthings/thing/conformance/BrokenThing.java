package org.labthings.thing.conformance;

import org.labthings.api.Action;
import org.labthings.api.Doc;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("Its affordances always fail.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:BrokenThing")
public class BrokenThing implements Thing {
    @Doc("Fail.")
    @Action
    public void brokenAction() {
        throw new RuntimeError("This is a broken action");
    }

    @Doc("Fail on reading.")
    @Property
    public Void brokenProperty() {
        throw new RuntimeError("This is a broken property");
    }
}
