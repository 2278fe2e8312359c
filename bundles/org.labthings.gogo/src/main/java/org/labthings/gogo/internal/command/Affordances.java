package org.labthings.gogo.internal.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.gogo.internal.output.JsonConversion;
import org.labthings.gogo.internal.output.Rows;

/** What a running Thing offers, as tables. No driver code is run. */
final class Affordances {
    private Affordances() {}

    static Rows<ServedProperty> properties(ServedThing thing) {
        return Rows.of(List.copyOf(thing.properties().values()))
                .column("PROPERTY", ServedProperty::name)
                .column("TYPE", p -> type(p.type().schema()))
                .column("ACCESS", Affordances::access)
                .column("DEFAULT", p -> text(p.defaultValue()))
                .column("DESCRIPTION", p -> firstLine(p.description(), p.title()));
    }

    private static String access(ServedProperty property) {
        List<String> words = new ArrayList<>();
        words.add(property.readOnly() ? "read" : "set");
        if (property.setting()) {
            words.add("kept");
        }
        if (property.observable()) {
            words.add("observe");
        }
        if (property.resettable()) {
            words.add("reset");
        }
        return String.join(" ", words);
    }

    static Rows<ServedAction> actions(ServedThing thing) {
        return Rows.of(List.copyOf(thing.actions().values()))
                .column("ACTION", ServedAction::name)
                .column("TAKES", a -> parameters(a.input().schema(a.name())))
                .column("RETURNS", a -> a.output() == null ? "" : type(a.output().schema()))
                .column("DESCRIPTION", a -> firstLine(a.description(), a.title()));
    }

    static Rows<ServedEvent> events(ServedThing thing) {
        return Rows.of(List.copyOf(thing.events().values()))
                .column("EVENT", ServedEvent::name)
                .column("DATA", e -> e.data() == null ? "" : type(e.data().schema()))
                .column("DESCRIPTION", e -> firstLine(e.description(), e.title()));
    }

    private static String parameters(ObjectNode input) {
        List<String> names = new ArrayList<>();
        List<String> required = new ArrayList<>();
        input.path("required").forEach(r -> required.add(r.asText()));
        input.path("properties")
                .properties()
                .forEach(
                        p -> {
                            String text = p.getKey() + ":" + type(p.getValue());
                            names.add(required.contains(p.getKey()) ? text : "[" + text + "]");
                        });
        return String.join(" ", names);
    }

    /** In a word or two: {@code integer 1..100}, {@code a|b}. */
    static String type(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.get("enum").forEach(v -> values.add(v.asText()));
            return String.join("|", values);
        }
        if (schema.has("oneOf") || schema.has("anyOf")) {
            List<String> types = new ArrayList<>();
            schema.path(schema.has("oneOf") ? "oneOf" : "anyOf").forEach(s -> types.add(type(s)));
            return String.join("|", types);
        }
        String type = schema.path("type").asText("any");
        String range = range(schema);
        return range.isEmpty() ? type : type + " " + range;
    }

    private static String range(JsonNode schema) {
        JsonNode least = schema.path("minimum");
        JsonNode most = schema.path("maximum");
        if (least.isMissingNode() && most.isMissingNode()) {
            return "";
        }
        return least.asText("") + ".." + most.asText("");
    }

    private static String text(JsonNode value) {
        return value == null ? "" : JsonConversion.text(value);
    }

    private static String firstLine(String description, String title) {
        String text = description == null || description.isBlank() ? title : description;
        return text.strip().lines().findFirst().orElse("");
    }
}
