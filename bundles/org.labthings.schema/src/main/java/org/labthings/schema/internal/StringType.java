package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** Strings; nothing is coerced to one. */
final class StringType extends ValueType {
    private final LengthLimits length;
    private final SearchPattern pattern;

    /**
     * A string type.
     *
     * @param pattern may be null
     */
    StringType(LengthLimits length, SearchPattern pattern) {
        this.length = length;
        this.pattern = pattern;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof String s
                && (length.none() || length.admits(s.codePointCount(0, s.length())))
                && (pattern == null || pattern.found(s));
    }

    @Override
    String label() {
        return length.none() && pattern == null ? "str" : "constrained-str";
    }

    @Override
    Object convert(Object value, Decoding run) {
        return value instanceof CharSequence
                ? super.convert(value.toString(), run)
                : refuse(run, "string_type", "Input should be a valid string", input(value));
    }

    private static JsonNode input(Object value) {
        return JavaValues.tree(value);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "string");
        length.describe(out, "minLength", "maxLength");
        if (pattern != null) {
            out.put("pattern", pattern.text());
        }
        return out;
    }

    /** Adds what keys must be to the schema of a map. */
    void describeKeys(ObjectNode schema, JsonNode values) {
        if (pattern != null) {
            schema.putObject("patternProperties").set(pattern.text(), values);
            return;
        }
        schema.set("additionalProperties", values);
        if (!length.none()) {
            length.describe(schema.putObject("propertyNames"), "minLength", "maxLength");
        }
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isTextual()) {
            return refuse(run, "string_type", "Input should be a valid string", json);
        }
        String s = json.textValue();
        if (!length.none()) {
            int points = s.codePointCount(0, s.length());
            if (!length.enforceText(points, "string", "String should have", json, run)) {
                return null;
            }
        }
        if (pattern != null && !pattern.found(s)) {
            run.issue(
                    "string_pattern_mismatch",
                    "String should match pattern '" + pattern.text() + "'",
                    json,
                    JsonNodeFactory.instance.objectNode().put("pattern", pattern.text()));
            return null;
        }
        return s;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeString((String) value);
    }
}
