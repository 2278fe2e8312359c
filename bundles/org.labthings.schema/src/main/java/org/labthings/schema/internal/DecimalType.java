package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Decimal numbers: strings on the wire, so that no digit is lost; numbers are taken as well. */
final class DecimalType extends ValueType {
    private static final String PATTERN = "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$";

    /** Beyond, comparing with a limit could take the memory of 10^exponent. */
    private static final int MOST_EXPONENT = 10_000;

    private final NumberLimits limits;

    DecimalType(NumberLimits limits) {
        this.limits = limits;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof BigDecimal d && reasonable(d) && limits.admits(d);
    }

    private static boolean reasonable(BigDecimal d) {
        return Math.abs((long) d.scale()) <= MOST_EXPONENT;
    }

    @Override
    String label() {
        return "decimal";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode number = JsonNodeFactory.instance.objectNode().put("type", "number");
        limits.describe(number);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.putArray("oneOf").add(number).addObject().put("type", "string").put("pattern", PATTERN);
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        run.fits(Fit.LAX);
        String text;
        if (json != null && (json.isNumber() || json.isTextual())) {
            text = json.isTextual() ? NumberText.strip(json.textValue()) : digits(json);
        } else {
            return refuse(
                    run,
                    "decimal_type",
                    "Decimal input should be an integer, float, string or Decimal object",
                    json);
        }
        BigDecimal value = parse(text);
        if (value == null) {
            boolean special = NumberText.number(text) != null || text.matches("(?i)[+-]?snan");
            return special && !text.matches(".*[0-9].*")
                    ? refuse(run, "finite_number", "Input should be a finite number", json)
                    : refuse(run, "decimal_parsing", "Input should be a valid decimal", json);
        }
        return limits.enforce(value, json, run) ? value : null;
    }

    /** A float in the fewest digits that tell it from others. */
    private static String digits(JsonNode json) {
        String text = json.asText();
        return json.isIntegralNumber() ? text : text.replace(".0E", "E");
    }

    private static BigDecimal parse(String text) {
        try {
            Double known = NumberText.number(text);
            if (known == null || known.isNaN() || !text.matches(".*[0-9].*")) {
                return null;
            }
            BigDecimal value = new BigDecimal(text.replace("_", ""));
            return reasonable(value) ? value : null;
        } catch (NumberFormatException e) {
            return null; // an exponent beyond all bounds
        }
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeString(value.toString());
    }
}
