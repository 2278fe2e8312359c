package org.labthings.thing.conformance;

import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// What code assigns is not validated: a value of a wrong type is stored, and reading it fails.
@ThingType(validateOnSet = false)
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:LaxThing")
public class LaxThing implements Thing {
    public final DataProperty<Integer> lax = DataProperty.of(0).range(0, 10);

    @Action
    @SuppressWarnings({"rawtypes", "unchecked"}) // what a driver with a bug in it may well do
    public void setBad() {
        ((DataProperty) lax).set("bad");
    }

    @Action
    public void setGood() {
        lax.set(3);
    }
}
