package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** No value: {@code void}. */
final class NullType extends ValueType {
    @Override
    boolean accepts(Object value) {
        return value == null;
    }

    @Override
    String label() {
        return "none";
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "null");
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        return json == null || json.isNull()
                ? null
                : refuse(run, "none_required", "Input should be None", json);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeNull();
    }
}
