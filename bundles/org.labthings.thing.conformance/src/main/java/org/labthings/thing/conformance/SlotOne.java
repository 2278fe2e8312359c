package org.labthings.thing.conformance;

import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

// What the slots of SlotThing are filled with.
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:SlotOne")
@Designate(ocd = SlotOne.Config.class, factory = true)
public class SlotOne implements Thing {
    @ObjectClassDefinition(description = "Something that greets")
    public @interface Config {
        @AttributeDefinition(description = "What hello() returns")
        String greeting() default "hello";
    }

    private final String greeting;

    @Activate
    public SlotOne(Config config) {
        greeting = config.greeting();
    }

    @Action
    public String hello() {
        return greeting;
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("greeting", greeting, "n", 1);
    }
}
