package org.labthings.core.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.labthings.api.ThingSlot;

/** The table of LabThings specification 3.8.2, cell by cell. */
class SlotResolverTest {
    interface Stage {}

    record Simulated(String serial) implements Stage {}

    record Lamp(String serial) {}

    private static final String MUST = "it must be set in configuration";
    private static final String NONE = "no matching Thing was found";
    private static final String MANY = "it can't connect to multiple Things";

    private final Map<String, Object> things = new LinkedHashMap<>();
    private final SlotResolver resolver = new SlotResolver(things, name -> null);

    private SlotConnection connect(ThingSlot<?> slot, String configured) throws Exception {
        return resolver.connect("host", "slot", slot, configured == null ? null : json(configured));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                // stages there, kind, default, configured, expected names, or the reason
                Arguments.of(1, "required", "none", null, null, MUST),
                Arguments.of(1, "optional", "none", null, List.of(), null),
                Arguments.of(1, "mapping", "none", null, List.of(), null),
                Arguments.of(1, "required", "search", "null", null, MUST),
                Arguments.of(1, "optional", "search", "null", List.of(), null),
                Arguments.of(0, "required", "search", null, null, NONE),
                Arguments.of(0, "optional", "search", null, List.of(), null),
                Arguments.of(0, "mapping", "search", null, List.of(), null),
                Arguments.of(1, "required", "search", null, List.of("s1"), null),
                Arguments.of(1, "optional", "search", null, List.of("s1"), null),
                Arguments.of(1, "mapping", "search", null, List.of("s1"), null),
                Arguments.of(2, "required", "search", null, null, MANY),
                Arguments.of(2, "optional", "search", null, null, MANY),
                Arguments.of(2, "mapping", "search", null, List.of("s1", "s2"), null),
                Arguments.of(2, "required", "search", "\"s2\"", List.of("s2"), null),
                Arguments.of(2, "optional", "search", "\"s2\"", List.of("s2"), null),
                Arguments.of(2, "mapping", "search", "\"s2\"", List.of("s2"), null),
                Arguments.of(1, "required", "s1", null, List.of("s1"), null),
                Arguments.of(1, "mapping", "search", "\"x\"", null, "x is not the name of a Thing"),
                Arguments.of(1, "optional", "search", "\"lamp\"", null, "lamp is the wrong type"),
                Arguments.of(1, "required", "search", "[]", null, NONE),
                Arguments.of(1, "optional", "search", "[]", List.of(), null),
                Arguments.of(1, "mapping", "search", "[]", List.of(), null),
                Arguments.of(2, "required", "search", "[\"s2\"]", List.of("s2"), null),
                Arguments.of(2, "optional", "search", "[\"s1\",\"s2\"]", null, MANY),
                Arguments.of(2, "mapping", "search", "[\"s2\",\"s1\"]", List.of("s2", "s1"), null));
    }

    @ParameterizedTest(name = "{0} stages, {1}, default {2}, configured {3}")
    @MethodSource("cells")
    void connectsAsTheTableSays(
            int stages,
            String kind,
            String fallback,
            String configured,
            List<String> names,
            String reason)
            throws Exception {
        things.put("lamp", new Lamp("l"));
        for (int i = 1; i <= stages; i++) {
            things.put("s" + i, new Simulated("no " + i));
        }
        SlotConnection c = connect(slot(kind, fallback), configured);
        if (reason == null) {
            assertNull(c.failure());
            assertEquals(names, List.copyOf(c.things().keySet()));
        } else {
            assertTrue(c.things().isEmpty());
            String start = "Can't connect 'host.slot' because " + reason + ". ";
            assertTrue(c.failure().startsWith(start), c.failure());
            assertTrue(
                    c.failure()
                            .contains(configured == null ? "was not configured" : "configured to"),
                    c.failure());
        }
    }

    private static ThingSlot<Stage> slot(String kind, String fallback) {
        ThingSlot<Stage> slot =
                switch (kind) {
                    case "required" -> ThingSlot.required(Stage.class);
                    case "optional" -> ThingSlot.optional(Stage.class);
                    default -> ThingSlot.mapping(Stage.class);
                };
        return switch (fallback) {
            case "search" -> slot;
            case "none" -> slot.defaultToNone();
            default -> slot.defaultTo(fallback);
        };
    }

    @Test
    void anEmptySlotSaysWhatItLooksForAndWhatIsThere() throws Exception {
        things.put("s1", new Simulated("1"));
        ThingSlot<Stage> slot = ThingSlot.required(Stage.class);
        slot.fill(connect(slot, "\"stage\""));
        String text =
                org.junit.jupiter.api.Assertions.assertThrows(
                                org.labthings.api.ThingSlotError.class, slot::get)
                        .getMessage();
        for (String fact : List.of("host.slot", "'stage'", "'Stage'", "[s1]")) {
            assertTrue(text.contains(fact), text);
        }
    }
}
