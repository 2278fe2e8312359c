package org.labthings.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * One entry of a 422 answer (LabThings specification 1.5.4).
 *
 * @param type stable machine code, {@code int_parsing} for instance
 * @param loc where: {@code "body"}, {@code "path"} or {@code "query"}, then names and indices
 * @param msg text for people, never empty
 * @param input the offending value as received
 * @param ctx parameters of the code, or null
 */
public record Issue(String type, List<Object> loc, String msg, JsonNode input, ObjectNode ctx) {
    /** Makes the location unmodifiable. */
    public Issue {
        loc = List.copyOf(loc);
    }

    /**
     * Writes this entry as it stands in a 422 answer: {@code type}, {@code loc}, {@code msg},
     * {@code input}, and {@code ctx} if there is one.
     *
     * @throws IOException when the output fails
     */
    public void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type);
        out.writeArrayFieldStart("loc");
        for (Object part : loc) {
            if (part instanceof Integer index) {
                out.writeNumber(index);
            } else {
                out.writeString(String.valueOf(part));
            }
        }
        out.writeEndArray();
        out.writeStringField("msg", msg);
        out.writeFieldName("input");
        Json.write(input, out);
        if (ctx != null) {
            out.writeFieldName("ctx");
            Json.write(ctx, out);
        }
        out.writeEndObject();
    }
}
