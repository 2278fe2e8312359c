package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** A type with a description of its own. */
final class DescribedType extends ValueType {
    private final ValueType type;
    private final String description;

    DescribedType(ValueType type, String description) {
        this.type = type;
        this.description = description;
    }

    @Override
    boolean accepts(Object value) {
        return type.accepts(value);
    }

    @Override
    Object convert(Object value, Decoding run) {
        return type.convert(value, run);
    }

    @Override
    String label() {
        return type.label();
    }

    @Override
    boolean referenced() {
        return type.referenced();
    }

    @Override
    String key(Object value) {
        return type.key(value);
    }

    @Override
    public boolean nullable() {
        return type.nullable();
    }

    @Override
    public boolean immutable() {
        return type.immutable();
    }

    @Override
    public boolean containsBlobs() {
        return type.containsBlobs();
    }

    @Override
    public ObjectNode schema() {
        return type.schema().put("description", description);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        return type.decode(json, run);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        type.encode(value, out, links);
    }
}
