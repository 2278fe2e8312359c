package org.labthings.http.internal.openapi.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;

/** A type whose schema cannot be made. */
final class NoType implements DataType {
    @Override
    public ObjectNode schema() {
        throw new IllegalStateException("no schema");
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public boolean immutable() {
        return true;
    }

    @Override
    public boolean containsBlobs() {
        return false;
    }

    @Override
    public Object decode(JsonNode json, Decoding decoding) {
        return json;
    }

    @Override
    public Object check(Object value) {
        return value;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) {
        throw new IllegalStateException("no schema");
    }
}
