package org.labthings.config.internal.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labthings.config.DriverType;

/** One entry of {@code things}: a class, or a class with arguments and slots. */
final class ThingSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DEFINITIONS = "#/definitions/";
    private static final String CLASS = "class";
    private static final String REF = "$ref";

    private final List<DriverType> types;

    ThingSchema(List<DriverType> types) {
        this.types = types;
    }

    /** Puts everything that it refers to, and itself as {@code thing}. */
    void define(ObjectNode definitions) {
        definitions.set(CLASS, classes());
        definitions.set("slot", slot());
        ObjectNode entry = object();
        ArrayNode rules = entry.putArray("allOf");
        for (DriverType type : types) {
            if (type.described()) {
                String name = "kwargs of " + type.name();
                String pointer = DEFINITIONS + name.replace(" ", "%20");
                definitions.set(name, AttributeSchema.object(type.attributes(), pointer));
                for (String member : new String[] {CLASS, "cls"}) {
                    rules.add(rule(type, member, pointer));
                }
            }
        }
        if (rules.isEmpty()) {
            entry.remove("allOf");
        }
        definitions.set("entry", entry);
        ObjectNode thing = definitions.putObject("thing");
        thing.putArray("anyOf").add(ref(CLASS)).add(ref("entry"));
    }

    private static ObjectNode ref(String definition) {
        return NODES.objectNode().put(REF, DEFINITIONS + definition);
    }

    /** Those that are installed, and any other: its driver may come later. */
    private ObjectNode classes() {
        ObjectNode schema = NODES.objectNode();
        ArrayNode any = schema.putArray("anyOf");
        for (DriverType type : types) {
            ObjectNode one = any.addObject().put("const", type.name()).put("title", type.title());
            String of = "Of " + type.bundle() + " " + type.version() + ".";
            one.put(
                    "description",
                    type.description().isEmpty() ? of : type.description() + " " + of);
        }
        any.addObject()
                .put("type", "string")
                .put("pattern", "\\S")
                .put("description", "The class of a driver that is not installed yet, or an alias");
        return schema;
    }

    private static ObjectNode slot() {
        ObjectNode schema = NODES.objectNode();
        schema.put("description", "The name of a Thing, several names, or null for none");
        ArrayNode any = schema.putArray("anyOf");
        any.addObject().put("type", "string");
        any.addObject().put("type", "array").putObject("items").put("type", "string");
        any.addObject().put("type", "null");
        return schema;
    }

    private static ObjectNode object() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.set(CLASS, ref(CLASS));
        properties.set("cls", ref(CLASS));
        properties
                .putObject("args")
                .put("type", "array")
                .put("description", "Arguments by position; kwargs are easier to read");
        properties
                .putObject("kwargs")
                .put("type", "object")
                .put("description", "Arguments by name");
        properties
                .putObject("thing_slots")
                .put("type", "object")
                .put("description", "Which Things fill its slots")
                .set("additionalProperties", ref("slot"));
        ArrayNode either = schema.putArray("anyOf");
        either.addObject().putArray("required").add(CLASS);
        either.addObject().putArray("required").add("cls");
        return schema;
    }

    /** If it is this class, these are its arguments. */
    private static ObjectNode rule(DriverType type, String member, String pointer) {
        ObjectNode rule = NODES.objectNode();
        ObjectNode condition = rule.putObject("if");
        ArrayNode names = condition.putObject("properties").putObject(member).putArray("enum");
        names(type).forEach(names::add);
        condition.putArray("required").add(member);
        ObjectNode then = rule.putObject("then");
        then.putObject("properties").putObject("kwargs").put(REF, pointer);
        List<String> required =
                type.attributes().stream()
                        .filter(DriverType.Attribute::required)
                        .map(DriverType.Attribute::name)
                        .toList();
        if (!required.isEmpty()) {
            // what is given by position need not be given by name
            ObjectNode complete = then.putObject("else");
            then.putObject("if").putArray("required").add("args");
            complete.putArray("required").add("kwargs");
            ObjectNode kwargs = complete.putObject("properties").putObject("kwargs");
            kwargs.put("minProperties", required.size());
        }
        return rule;
    }

    private static Set<String> names(DriverType type) {
        Set<String> names = new LinkedHashSet<>();
        names.add(type.name());
        names.add(type.implementation());
        names.addAll(type.aliases());
        for (String name : List.copyOf(names)) {
            names.add(name.replace(':', '.').replace('$', '.'));
        }
        return names;
    }
}
