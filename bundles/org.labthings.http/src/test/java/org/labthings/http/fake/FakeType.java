package org.labthings.http.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Json;
import org.labthings.schema.UnencodableException;

/** A type that takes any JSON, or only integers; enough to see what the wire does with it. */
public final class FakeType implements DataType {
    private final String schema;
    private final boolean integer;
    private final boolean blobs;

    private FakeType(String schema, boolean integer, boolean blobs) {
        this.schema = schema;
        this.integer = integer;
        this.blobs = blobs;
    }

    public static FakeType any(String schema) {
        return new FakeType(schema, false, false);
    }

    public static FakeType integer() {
        return new FakeType("{\"type\":\"integer\"}", true, false);
    }

    public static FakeType blob() {
        return new FakeType("{\"title\":\"Blob\",\"type\":\"object\"}", false, true);
    }

    @Override
    public ObjectNode schema() {
        if (schema == null) {
            throw new IllegalStateException("no schema");
        }
        try {
            return (ObjectNode) Json.MAPPER.readTree(schema);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean nullable() {
        return !integer;
    }

    @Override
    public boolean immutable() {
        return true;
    }

    @Override
    public boolean containsBlobs() {
        return blobs;
    }

    @Override
    public Object decode(JsonNode json, Decoding decoding) {
        if (!integer) {
            return json;
        }
        if (json == null || json.isNull()) {
            decoding.issue("missing", "Field required", null, null);
            return null;
        }
        if (json.isIntegralNumber()) {
            return json;
        }
        if (json.isTextual() && json.textValue().matches("-?[0-9]+")) {
            return Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(json.textValue()));
        }
        String type = json.isTextual() ? "int_parsing" : "int_type";
        decoding.issue(type, "Input should be a valid integer", json, null);
        return null;
    }

    @Override
    public Object check(Object value) {
        return value;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        if (value instanceof Blob blob) {
            out.writeStartObject();
            out.writeStringField("href", links.href(blob));
            out.writeStringField("media_type", blob.mediaType());
            out.writeEndObject();
        } else if (value instanceof JsonNode tree) {
            Json.MAPPER.writeTree(out, tree);
        } else if (value == null || value instanceof Number || value instanceof String) {
            out.writeObject(value);
        } else {
            throw new UnencodableException("no JSON for " + value.getClass().getSimpleName());
        }
    }
}
