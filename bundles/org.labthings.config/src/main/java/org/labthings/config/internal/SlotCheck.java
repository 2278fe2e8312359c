package org.labthings.config.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.ThingDefinition;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;

/**
 * Refuses connections that are known to be wrong, as far as the Things are there: what is said of
 * one that is not may be right once it comes.
 */
final class SlotCheck {
    private final Supplier<Optional<Things>> things;

    SlotCheck(Supplier<Optional<Things>> things) {
        this.things = things;
    }

    void check(String thing, String slot, JsonNode target, List<ThingDefinition> configured)
            throws ConfigurationRefusedException {
        String place = "things." + thing + ".thing_slots." + slot + ": ";
        Optional<ThingStatus> host = things.get().map(t -> t.statuses().get(thing));
        Optional<ThingStatus.Slot> declared = host.flatMap(h -> declared(h, slot));
        boolean slotsKnown =
                host.isPresent() && (host.get().served() || !host.get().slots().isEmpty());
        if (slotsKnown && declared.isEmpty() && target != null) {
            List<String> names = host.get().slots().stream().map(ThingStatus.Slot::name).toList();
            throw new ConfigurationRefusedException(
                    place + "'" + thing + "' has no such slot; it has " + names);
        }
        for (String name : names(target)) {
            boolean known =
                    configured.stream().anyMatch(t -> t.name().equals(name))
                            || status(name).isPresent();
            if (!known) {
                throw new ConfigurationRefusedException(
                        place + "'" + name + "' is not the name of a Thing");
            }
            boolean running = status(name).filter(ThingStatus::served).isPresent();
            if (running && declared.isPresent() && !declared.get().candidates().contains(name)) {
                throw new ConfigurationRefusedException(
                        place
                                + "'"
                                + name
                                + "' is no "
                                + declared.get().type()
                                + "; of that type there is "
                                + declared.get().candidates());
            }
        }
    }

    private static Optional<ThingStatus.Slot> declared(ThingStatus host, String slot) {
        return host.slots().stream().filter(s -> s.name().equals(slot)).findFirst();
    }

    private Optional<ThingStatus> status(String name) {
        return things.get().map(t -> t.statuses().get(name));
    }

    private static List<String> names(JsonNode target) {
        List<String> names = new ArrayList<>();
        if (target != null && target.isTextual()) {
            names.add(target.textValue());
        } else if (target != null && target.isArray()) {
            target.forEach(element -> names.add(element.asText()));
        }
        return names;
    }
}
