package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** A record within itself: the same type again, but for the schema, which would never end. */
final class RecursiveType extends ValueType {
    private final String label;
    private final boolean array;
    private ValueType target;

    RecursiveType(String label, boolean array) {
        this.label = label;
        this.array = array;
    }

    void setTarget(ValueType compiled) {
        target = compiled;
    }

    @Override
    boolean accepts(Object value) {
        return target.accepts(value);
    }

    @Override
    Object convert(Object value, Decoding run) {
        return target.convert(value, run);
    }

    @Override
    String label() {
        return label;
    }

    @Override
    boolean referenced() {
        return true;
    }

    @Override
    public boolean immutable() {
        return false; // its own answer would ask again
    }

    @Override
    public boolean containsBlobs() {
        return false; // the outer type's other members decide
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", array ? "array" : "object");
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        return target.decode(json, run);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        target.encode(value, out, links);
    }
}
