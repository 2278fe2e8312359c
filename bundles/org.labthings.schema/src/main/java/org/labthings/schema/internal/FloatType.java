package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Floating-point numbers: {@code double} and {@code float}. */
final class FloatType extends ValueType {
    private static final BigInteger LARGEST = new BigDecimal(Float.MAX_VALUE).toBigIntegerExact();

    private final Class<?> type;
    private final NumberLimits limits;
    private final boolean finite;

    FloatType(Class<?> boxed, NumberLimits limits, boolean finite) {
        this.type = boxed;
        this.limits = limits;
        this.finite = finite;
    }

    @Override
    boolean accepts(Object value) {
        if (value == null || value.getClass() != type) {
            return false;
        }
        if (limits.none() && !finite) {
            return true;
        }
        double d =
                value instanceof Float f // 0.1f means 0.1, not 0.10000000149
                        ? Double.parseDouble(f.toString())
                        : (Double) value;
        return (!finite || Double.isFinite(d)) && limits.admits(d);
    }

    @Override
    String label() {
        return limits.none() ? "float" : "constrained-float";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "number");
        limits.describe(out);
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        Double value = number(json, run);
        if (value == null) {
            return null;
        }
        if (finite && !Double.isFinite(value)) {
            return refuse(run, "finite_number", "Input should be a finite number", json);
        }
        if (!limits.enforce(value, json, run)) {
            return null;
        }
        return type == Float.class ? narrow(value, json, run) : value;
    }

    private static Object narrow(double value, JsonNode json, Decoding run) {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && Double.isFinite(value)) {
            boolean above = value > 0;
            return NumberLimits.beyond(above ? LARGEST : LARGEST.negate(), above, json, run);
        }
        return narrow;
    }

    private static Double number(JsonNode json, Decoding run) {
        if (json != null && json.isNumber()) {
            double d = json.doubleValue();
            if (json.isIntegralNumber()) {
                run.fits(Fit.STRICT);
                if (Double.isInfinite(d)) {
                    return refuseType(json, run);
                }
            }
            return d;
        }
        if (json != null && json.isBoolean()) {
            run.fits(Fit.LAX);
            return json.booleanValue() ? 1.0 : 0.0;
        }
        if (json != null && json.isTextual()) {
            run.fits(Fit.LAX);
            Double d = NumberText.number(json.textValue());
            if (d == null) {
                refuse(
                        run,
                        "float_parsing",
                        "Input should be a valid number, unable to parse string as a number",
                        json);
            }
            return d;
        }
        return refuseType(json, run);
    }

    private static Double refuseType(JsonNode json, Decoding run) {
        refuse(run, "float_type", "Input should be a valid number", json);
        return null;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        AnyEncoder.writeNumber((Number) value, out);
    }
}
