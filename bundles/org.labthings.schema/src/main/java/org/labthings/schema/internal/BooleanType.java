package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Booleans. */
final class BooleanType extends ValueType {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    @Override
    boolean accepts(Object value) {
        return value instanceof Boolean;
    }

    @Override
    String label() {
        return "bool";
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "boolean");
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json != null && json.isBoolean()) {
            return json.booleanValue();
        }
        run.fits(Fit.LAX);
        if (json != null && json.isTextual()) {
            String word = json.textValue().toLowerCase(Locale.ROOT);
            return TRUE.contains(word)
                    ? Boolean.TRUE
                    : FALSE.contains(word) ? false : no(json, run);
        }
        if (json != null && json.isNumber() && isLong(json)) {
            double d = json.doubleValue();
            return d == 1 ? Boolean.TRUE : d == 0 ? false : no(json, run);
        }
        return refuse(run, "bool_type", "Input should be a valid boolean", json);
    }

    private static boolean isLong(JsonNode json) {
        double d = json.doubleValue();
        return json.isIntegralNumber() ? json.canConvertToLong() : Math.rint(d) == d && finite(d);
    }

    private static boolean finite(double d) {
        return Math.abs(d) < 0x1p63;
    }

    private static Object no(JsonNode json, Decoding run) {
        return refuse(
                run,
                "bool_parsing",
                "Input should be a valid boolean, unable to interpret input",
                json);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeBoolean((Boolean) value);
    }
}
