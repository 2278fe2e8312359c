package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.schema.Decoding;

/** Issues that code raises about a value: a record's constructor, the search for a blob. */
final class ValueErrors {
    private ValueErrors() {}

    /** Notes one; the value is null. */
    static <T> T note(String text, JsonNode input, Decoding run) {
        ObjectNode ctx = JsonNodeFactory.instance.objectNode();
        ctx.putObject("error");
        run.issue("value_error", "Value error, " + text, input, ctx);
        return null;
    }
}
