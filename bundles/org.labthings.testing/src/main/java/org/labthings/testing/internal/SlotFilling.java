package org.labthings.testing.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.schema.WireNames;
import org.labthings.testing.Fake;

/** Turns what a test puts into slots into Things and their configuration. */
public final class SlotFilling {
    private SlotFilling() {}

    /** The slots that a Thing declares, by wire name. */
    public static Map<String, ThingSlot<?>> slots(Thing thing) {
        Map<String, ThingSlot<?>> slots = new LinkedHashMap<>();
        for (Class<?> c = thing.getClass(); c != null; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                if (f.getType() == ThingSlot.class && !Modifier.isStatic(f.getModifiers())) {
                    slots.putIfAbsent(WireNames.of(f, f.getName()), value(f, thing));
                }
            }
        }
        return slots;
    }

    private static ThingSlot<?> value(Field field, Thing thing) {
        try {
            field.setAccessible(true);
            return (ThingSlot<?>) field.get(thing);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }

    /**
     * The declared slot.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static ThingSlot<?> slot(Thing thing, String name) {
        ThingSlot<?> slot = slots(thing).get(name);
        if (slot == null) {
            throw new IllegalArgumentException(
                    thing.getClass().getSimpleName()
                            + " has no slot '"
                            + name
                            + "'; it has "
                            + slots(thing).keySet());
        }
        return slot;
    }

    /**
     * Configures a slot.
     *
     * @param targets name to a Thing, a {@link Fake}, or an object of the slot's type that is no
     *     Thing
     */
    public static Map<String, Thing> fill(Entry host, String slotName, Map<String, ?> targets) {
        ThingSlot<?> slot = slot(host.thing(), slotName);
        if (slot.kind() == ThingSlot.Kind.MAPPING) {
            ArrayNode names = host.slots().putArray(slotName);
            targets.keySet().forEach(names::add);
        } else if (targets.size() == 1) {
            host.slots().put(slotName, targets.keySet().iterator().next());
        } else if (targets.isEmpty()) {
            host.slots().putNull(slotName);
        } else {
            throw new IllegalArgumentException(
                    "Slot '" + slotName + "' takes one Thing, not " + targets.keySet());
        }
        Map<String, Thing> things = new LinkedHashMap<>();
        targets.forEach((name, target) -> things.put(name, thing(slot, slotName, target)));
        return things;
    }

    /** What goes into a slot, as a Thing. */
    public static Thing thing(ThingSlot<?> slot, String slotName, Object target) {
        Object object = target instanceof Fake<?> fake ? fake.thing() : target;
        if (!slot.type().isInstance(object)) {
            throw new IllegalArgumentException(
                    "Slot '" + slotName + "' takes " + slot.type().getName() + ", not " + object);
        }
        return object instanceof Thing thing ? thing : wrapped(slot.type(), object);
    }

    private static <S> Thing wrapped(Class<S> type, Object object) {
        return (Thing) Fake.over(type, type.cast(object)).thing();
    }

    /** The names that a slot is filled with when nobody says otherwise; none for a null default. */
    public static List<String> fakeNames(String slotName, ThingSlot<?> slot) {
        if (slot.searchesByType()) {
            return List.of("mock-" + slotName);
        }
        return slot.defaultNames() == null ? List.of() : slot.defaultNames();
    }
}
