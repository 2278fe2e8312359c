package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Integers, of the range that the Java type has. */
final class IntegerType extends ValueType {
    private static final double LARGEST_FLOAT = 0x1p63; // beyond, LabThings refuses a float

    private record Range(int bits, Function<BigInteger, Object> narrow) {}

    private static final Map<Class<?>, Range> RANGES =
            Map.of(
                    Byte.class, new Range(8, BigInteger::byteValueExact),
                    Short.class, new Range(16, BigInteger::shortValueExact),
                    Integer.class, new Range(32, BigInteger::intValueExact),
                    Long.class, new Range(64, BigInteger::longValueExact),
                    BigInteger.class, new Range(Integer.MAX_VALUE, i -> i));

    private final Class<?> type;
    private final Range range;
    private final NumberLimits limits;

    IntegerType(Class<?> boxed, NumberLimits limits) {
        this.type = boxed;
        this.range = RANGES.get(boxed);
        this.limits = limits;
    }

    static boolean isInteger(Class<?> boxed) {
        return RANGES.containsKey(boxed);
    }

    @Override
    boolean accepts(Object value) {
        if (value == null || value.getClass() != type) {
            return false;
        }
        return value instanceof BigInteger i
                ? limits.admits(i)
                : limits.none() || limits.admits(((Number) value).longValue());
    }

    @Override
    String label() {
        return limits.none() ? "int" : "constrained-int";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "integer");
        limits.describe(out);
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        int before = run.count();
        BigInteger value = integer(json, run);
        return run.count() > before ? null : bounded(value, json, run);
    }

    private Object bounded(BigInteger value, JsonNode json, Decoding run) {
        if (!limits.none() && !limits.enforce(new BigDecimal(value), json, run)) {
            return null;
        }
        if (value.bitLength() >= range.bits) {
            BigInteger half = BigInteger.ONE.shiftLeft(range.bits - 1);
            boolean above = value.signum() > 0;
            BigInteger limit = above ? half.subtract(BigInteger.ONE) : half.negate();
            return NumberLimits.beyond(limit, above, json, run);
        }
        return range.narrow.apply(value);
    }

    /** The coercions of LabThings; null, with an issue, where there is none. */
    private static BigInteger integer(JsonNode json, Decoding run) {
        if (json != null && json.isIntegralNumber()) {
            return json.bigIntegerValue();
        }
        if (json != null && json.isNumber()) {
            return whole(json, run);
        }
        if (json != null && json.isTextual()) {
            run.fits(Fit.LAX);
            return NumberText.integer(json, run);
        }
        if (json != null && json.isBoolean()) {
            run.fits(Fit.LAX);
            return json.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
        }
        refuse(run, "int_type", "Input should be a valid integer", json);
        return null;
    }

    private static BigInteger whole(JsonNode json, Decoding run) {
        double d = json.doubleValue();
        run.fits(Fit.LAX);
        if (!Double.isFinite(d)) {
            refuse(run, "finite_number", "Input should be a finite number", json);
        } else if (d != Math.rint(d)) {
            refuse(
                    run,
                    "int_from_float",
                    "Input should be a valid integer, got a number with a fractional part",
                    json);
        } else if (Math.abs(d) >= LARGEST_FLOAT) {
            NumberText.tooLong(json, run);
        } else {
            return BigInteger.valueOf((long) d);
        }
        return null;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        AnyEncoder.writeNumber((Number) value, out);
    }
}
