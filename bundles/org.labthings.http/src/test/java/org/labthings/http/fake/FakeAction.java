package org.labthings.http.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedAction;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Json;
import org.labthings.schema.ParameterList;

/** An action that makes records as the test says. */
public final class FakeAction implements ServedAction {
    private final String name;
    private final Function<JsonNode, InvocationRecord> body;
    private DataType output;
    private boolean emergency;
    private boolean administration;

    public FakeAction(String name, Function<JsonNode, InvocationRecord> body) {
        this.name = name;
        this.body = body;
    }

    public FakeAction output(DataType type) {
        output = type;
        return this;
    }

    public FakeAction asEmergency() {
        emergency = true;
        return this;
    }

    public FakeAction asAdministration() {
        administration = true;
        return this;
    }

    @Override
    public boolean administration() {
        return administration;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public String description() {
        return null;
    }

    @Override
    public ParameterList input() {
        return new NoParameters();
    }

    @Override
    public DataType output() {
        return output;
    }

    @Override
    public boolean emergency() {
        return emergency;
    }

    @Override
    public InvocationRecord invoke(JsonNode json, BlobLinks links) {
        Decoding decoding = new Decoding(links, "body");
        if (json != null && !json.isObject() && !json.isNull()) {
            decoding.issue(
                    "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from",
                    json,
                    null);
        }
        decoding.throwIfFailed();
        return body.apply(json);
    }

    private static final class NoParameters implements ParameterList {
        @Override
        public ObjectNode schema(String actionName) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("title", actionName + "_input")
                    .put("type", "object");
        }

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public boolean containsBlobs() {
            return false;
        }

        @Override
        public Map<String, Object> decode(JsonNode body, Decoding decoding) {
            return Map.of();
        }

        @Override
        public Object[] arguments(Map<String, Object> values) {
            return new Object[0];
        }

        @Override
        public void encode(Map<String, Object> values, JsonGenerator out, BlobLinks links)
                throws IOException {
            out.writeNull();
        }
    }
}
