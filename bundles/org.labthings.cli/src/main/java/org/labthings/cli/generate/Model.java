package org.labthings.cli.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labthings.cli.generate.Shape.Field;

/**
 * A Thing as the generators see it.
 *
 * @param className of the client, without package
 * @param source where its description is
 * @param title for people
 * @param description for people, or null
 * @param named the types that its schemas need
 */
record Model(
        String className,
        String source,
        String title,
        String description,
        List<Property> properties,
        List<Action> actions,
        List<Event> events,
        Map<String, Shape> named) {

    /** A property. */
    record Property(
            String name,
            String text,
            Shape shape,
            boolean readable,
            boolean writable,
            boolean observable) {}

    /**
     * An action.
     *
     * @param whole whether its input is no object of arguments, but the only field's value
     */
    record Action(String name, String text, List<Field> input, boolean whole, Shape output) {}

    /** An event. */
    record Event(String name, String text, Shape data) {}

    /** Reads a Thing Description. */
    static Model of(JsonNode td, String source, String className) {
        Shapes shapes = new Shapes();
        List<Property> properties = new ArrayList<>();
        td.path("properties")
                .properties()
                .forEach(e -> properties.add(property(e.getKey(), e.getValue(), shapes)));
        List<Action> actions = new ArrayList<>();
        td.path("actions")
                .properties()
                .forEach(e -> actions.add(action(e.getKey(), e.getValue(), shapes)));
        List<Event> events = new ArrayList<>();
        td.path("events")
                .properties()
                .forEach(
                        e ->
                                events.add(
                                        new Event(
                                                e.getKey(),
                                                text(e.getValue()),
                                                e.getValue().has("data")
                                                        ? shapes.of(
                                                                e.getValue().get("data"),
                                                                e.getKey())
                                                        : new Shape.Nothing())));
        return new Model(
                className,
                source,
                td.path("title").asText(className),
                strip(td.path("description").textValue()),
                List.copyOf(properties),
                List.copyOf(actions),
                List.copyOf(events),
                shapes.named());
    }

    private static Property property(String name, JsonNode json, Shapes shapes) {
        return new Property(
                name,
                text(json),
                shapes.of(json, name),
                !json.path("writeOnly").asBoolean(),
                !json.path("readOnly").asBoolean(),
                json.path("observable").asBoolean() || json.has("default"));
    }

    private static Action action(String name, JsonNode json, Shapes shapes) {
        JsonNode input = json.path("input");
        String type = input.path("type").asText(input.isMissingNode() ? "object" : "");
        boolean whole = !type.equals("object") && !input.has("oneOf");
        List<Field> fields =
                whole
                        ? List.of(
                                new Field(
                                        "input",
                                        input.path("description").textValue(),
                                        shapes.of(input, name + "_input"),
                                        true,
                                        null))
                        : shapes.fields(input, name);
        Shape output =
                json.path("output").isObject()
                        ? shapes.of(json.get("output"), name + "_output")
                        : new Shape.Nothing();
        return new Action(name, text(json), fields, whole, output);
    }

    private static String strip(String text) {
        return text == null ? null : text.strip();
    }

    private static String text(JsonNode json) {
        String title = json.path("title").asText("");
        String description = json.path("description").asText("");
        if (description.isEmpty() || description.equals(title)) {
            return title;
        }
        return title.isEmpty() || description.startsWith(title)
                ? description
                : title + "\n\n" + description;
    }
}
