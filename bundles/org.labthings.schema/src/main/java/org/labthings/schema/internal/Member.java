package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.schema.Decoding;

/**
 * A member of an object: a component of a record, or a parameter of an action.
 *
 * @param name on the wire
 * @param type of its values
 * @param fallback default as JSON, a missing node when the member is required
 * @param kept default as a value where that is immutable, else null
 * @param description for people, or null
 */
record Member(String name, ValueType type, JsonNode fallback, Object kept, String description) {

    static final JsonNode REQUIRED = MissingNode.getInstance();

    boolean required() {
        return fallback.isMissingNode();
    }

    /** The default: a fresh one unless it cannot change. */
    Object byDefault() {
        return kept != null
                ? kept
                : type.decode(fallback, new Decoding(NoBlobLinks.INSTANCE, "default"));
    }

    /** Decodes this member of an object, or takes its default, or notes that it is missing. */
    Object decode(JsonNode object, Decoding run) {
        JsonNode json = object.get(name);
        if (json == null && !required()) {
            return byDefault();
        }
        run.enter(name);
        Object out =
                json != null
                        ? type.decode(json, run)
                        : ValueType.refuse(run, "missing", "Field required", object);
        run.leave();
        return out;
    }

    /** Its Data Schema within that of the object. */
    ObjectNode schema() {
        ObjectNode out = type.schema();
        if (!untitled()) {
            out.put("title", title(name));
        }
        if (description != null) {
            out.put("description", description);
        }
        if (!required() && !type.referenced()) {
            JsonNode shown = DefaultValues.json(type, byDefault(), NoBlobLinks.INSTANCE);
            if (!shown.isNull()) {
                out.set("default", shown);
            }
        }
        return out;
    }

    private boolean untitled() {
        return type.referenced() || type instanceof OptionalType o && o.ofReferenced();
    }

    /** {@code dwell_time} to {@code Dwell Time}, letter by letter as Python does. */
    static String title(String name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean start = true;
        for (char c : name.toCharArray()) {
            out.append(c == '_' ? ' ' : start ? Character.toTitleCase(c) : lower(c));
            start = !Character.isLetter(c);
        }
        return out.toString().strip();
    }

    private static char lower(char c) {
        return Character.toLowerCase(c);
    }
}
