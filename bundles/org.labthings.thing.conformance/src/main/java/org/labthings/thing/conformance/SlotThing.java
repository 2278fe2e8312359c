package org.labthings.thing.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.Doc;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("A Thing connected to others.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:SlotThing")
public class SlotThing implements Thing {
    final ThingSlot<SlotOne> one = ThingSlot.required(SlotOne.class).defaultTo("slot_one");
    final ThingSlot<SlotOne> opt = ThingSlot.optional(SlotOne.class).defaultToNone();
    final ThingSlot<SlotOne> auto = ThingSlot.mapping(SlotOne.class);
    final ThingSlot<SlotOne> many = ThingSlot.mapping(SlotOne.class).defaultTo();
    final ThingSlot<PropertyThing> unique = ThingSlot.required(PropertyThing.class);

    private volatile ThingContext server;

    @Override
    public void open(ThingContext context) {
        server = context;
    }

    @Action
    public Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("one", one.thingName().orElseThrow());
        all.put("opt", opt.thingName().orElse(null));
        all.put("auto", names(auto));
        all.put("many", names(many));
        all.put("unique", unique.thingName().orElseThrow());
        all.put("said", one.get().hello());
        return all;
    }

    private static List<String> names(ThingSlot<?> slot) {
        return slot.all().keySet().stream().sorted().toList();
    }

    @Action
    public Map<String, Object> states() {
        return new LinkedHashMap<>(server.thingStates());
    }

    @Action
    public Object appconfig() {
        return server.applicationConfig().orElse(null);
    }
}
