package org.labthings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
}
