package org.labthings.core.internal.slot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.labthings.api.ThingSlot;

/**
 * Connects slots by LabThings specification 3.8.2: by configured name, else by the default, else by
 * type. A pure function of what is there; lists in the configuration are honoured.
 */
public final class SlotResolver {
    private final Map<String, Object> things;
    private final Function<String, String> absence;

    /**
     * A resolver over the Things that are there.
     *
     * @param things by name, in configuration order
     * @param absence why a named Thing is not there, as the end of a sentence; null for a name that
     *     nobody knows
     */
    public SlotResolver(Map<String, Object> things, Function<String, String> absence) {
        this.things = things;
        this.absence = absence;
    }

    private static final class Unconnected extends Exception {
        private static final long serialVersionUID = 1L;

        Unconnected(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Connects one slot.
     *
     * @param host name of the Thing that declares it
     * @param name wire name of the slot
     * @param configured what the configuration says: text, an array of texts, a JSON null; a Java
     *     null when it says nothing
     */
    public SlotConnection connect(
            String host, String name, ThingSlot<?> slot, JsonNode configured) {
        List<String> candidates =
                things.entrySet().stream()
                        .filter(e -> slot.type().isInstance(e.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        try {
            Map<String, Object> found = find(slot, configured, candidates);
            return new SlotConnection(
                    Collections.unmodifiableMap(found),
                    candidates,
                    null,
                    explain(host, name, slot, configured, candidates, found.keySet().toString()));
        } catch (Unconnected e) {
            String failure =
                    "Can't connect '"
                            + host
                            + "."
                            + name
                            + "' because "
                            + e.getMessage()
                            + ". "
                            + asked(slot, configured);
            return new SlotConnection(
                    Map.of(),
                    candidates,
                    failure,
                    failure + " Of its type there is: " + candidates + ".");
        }
    }

    private Map<String, Object> find(
            ThingSlot<?> slot, JsonNode configured, List<String> candidates) throws Unconnected {
        boolean mapping = slot.kind() == ThingSlot.Kind.MAPPING;
        List<String> names = names(slot, configured, candidates);
        if (names == null) {
            if (slot.kind() == ThingSlot.Kind.REQUIRED) {
                throw new Unconnected("it must be set in configuration");
            }
            return Map.of();
        }
        Map<String, Object> found = new LinkedHashMap<>();
        for (String n : names) {
            Object thing = things.get(n);
            if (thing == null) {
                String why = absence.apply(n);
                throw new Unconnected(
                        why == null
                                ? n + " is not the name of a Thing"
                                : "'" + n + "' is not there: " + withoutPeriod(why));
            }
            if (!slot.type().isInstance(thing)) {
                throw new Unconnected(n + " is the wrong type");
            }
            found.put(n, thing);
        }
        if (mapping || found.size() == 1) {
            return found;
        }
        if (found.isEmpty()) {
            if (slot.kind() == ThingSlot.Kind.OPTIONAL) {
                return found;
            }
            throw new Unconnected("no matching Thing was found");
        }
        throw new Unconnected("it can't connect to multiple Things");
    }

    private static String withoutPeriod(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** The names it should connect to; null for none. */
    private static List<String> names(
            ThingSlot<?> slot, JsonNode configured, List<String> candidates) throws Unconnected {
        if (configured == null) {
            return slot.searchesByType() ? candidates : slot.defaultNames();
        }
        if (configured.isNull()) {
            return null;
        }
        if (configured.isTextual()) {
            return List.of(configured.textValue());
        }
        if (configured.isArray()) {
            List<String> names = new ArrayList<>();
            for (JsonNode n : configured) {
                names.add(n.asText());
            }
            return names;
        }
        throw new Unconnected("a slot takes a name, a list of names or null, not " + configured);
    }

    private static String asked(ThingSlot<?> slot, JsonNode configured) {
        String given =
                configured == null
                        ? "It was not configured, and used the default. "
                        : "It was configured to connect to '" + plain(configured) + "'. ";
        return given
                + (slot.searchesByType()
                        ? "The default searches for Things by type: '"
                                + slot.type().getSimpleName()
                                + "'."
                        : "The default is '" + defaults(slot) + "'.");
    }

    private static String plain(JsonNode configured) {
        return configured.isTextual() ? configured.textValue() : configured.toString();
    }

    private static String defaults(ThingSlot<?> slot) {
        List<String> names = slot.defaultNames();
        return names == null ? "none" : names.stream().collect(Collectors.joining(", "));
    }

    private static String explain(
            String host,
            String name,
            ThingSlot<?> slot,
            JsonNode configured,
            List<String> candidates,
            String found) {
        return "Slot '"
                + host
                + "."
                + name
                + "' looks for a "
                + slot.type().getSimpleName()
                + " and is connected to "
                + found
                + ". "
                + asked(slot, configured)
                + " Of its type there is: "
                + candidates
                + ".";
    }
}
