package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Decoding;

/**
 * The limits of a number. Of several violated ones the first in the order of LabThings is reported,
 * alone: multiple of, at most, less than, at least, more than.
 */
final class NumberLimits {
    private static final Code[] CODES = Code.values();

    private enum Code {
        MULTIPLE_OF("multiple_of", "multiple_of", "a multiple of "),
        LE("less_than_equal", "le", "less than or equal to "),
        LT("less_than", "lt", "less than "),
        GE("greater_than_equal", "ge", "greater than or equal to "),
        GT("greater_than", "gt", "greater than ");

        private final String type;
        private final String key;
        private final String words;

        Code(String type, String key, String words) {
            this.type = type;
            this.key = key;
            this.words = words;
        }
    }

    private static final double SLACK = 1e-9; // of a multiple: 0.3 counts as a multiple of 0.1

    private final Constraints declared;
    private final boolean floating;
    private final BigDecimal[] limits = new BigDecimal[Code.values().length];
    private final double[] floats = new double[Code.values().length];
    private final boolean none;
    private long low = Long.MIN_VALUE;
    private long high = Long.MAX_VALUE;

    NumberLimits(Constraints declared, boolean floating) {
        this.declared = declared;
        this.floating = floating;
        set(Code.MULTIPLE_OF, declared.multipleOf());
        set(Code.LE, declared.maximum());
        set(Code.LT, declared.exclusiveMaximum());
        set(Code.GE, declared.minimum());
        set(Code.GT, declared.exclusiveMinimum());
        boolean any = false;
        for (BigDecimal limit : limits) {
            any |= limit != null;
        }
        none = !any;
        BigDecimal step = limit(Code.MULTIPLE_OF);
        if (step != null && step.signum() <= 0) {
            throw new UnservableThingError("multipleOf must be above 0, not " + step);
        }
        narrowLongs();
    }

    /** The bounds in whole numbers, for the hot path; empty bounds end up crossed. */
    private void narrowLongs() {
        for (Code code : Code.values()) {
            BigDecimal limit = limit(code);
            if (limit != null && code != Code.MULTIPLE_OF) {
                boolean upper = code == Code.LE || code == Code.LT;
                BigDecimal whole =
                        limit.setScale(0, upper ? RoundingMode.FLOOR : RoundingMode.CEILING);
                boolean excluded = whole.compareTo(limit) == 0;
                if (code == Code.LT && excluded) {
                    whole = whole.subtract(BigDecimal.ONE);
                } else if (code == Code.GT && excluded) {
                    whole = whole.add(BigDecimal.ONE);
                }
                if (upper) {
                    high = Math.min(high, clip(whole));
                } else {
                    low = Math.max(low, clip(whole));
                }
            }
        }
    }

    private static long clip(BigDecimal whole) {
        if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Long.MAX_VALUE;
        }
        return whole.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
                ? Long.MIN_VALUE
                : whole.longValueExact();
    }

    private void set(Code code, Number value) {
        if (value != null) {
            limits[code.ordinal()] = decimal(value);
            floats[code.ordinal()] = decimal(value).doubleValue();
        }
    }

    private BigDecimal limit(Code code) {
        return limits[code.ordinal()];
    }

    private static BigDecimal decimal(Number n) {
        if (n instanceof BigDecimal d) {
            return d;
        }
        if (n instanceof BigInteger i) {
            return new BigDecimal(i);
        }
        if (n instanceof Double || n instanceof Float) {
            if (!Double.isFinite(n.doubleValue())) {
                throw new UnservableThingError("A limit must be a finite number, not " + n);
            }
            return new BigDecimal(n.toString());
        }
        return BigDecimal.valueOf(n.longValue());
    }

    /** Whether there are no limits at all. */
    boolean none() {
        return none;
    }

    boolean admits(long value) {
        return limit(Code.MULTIPLE_OF) == null
                ? value >= low && value <= high
                : violated(BigDecimal.valueOf(value)) == null;
    }

    boolean admits(BigInteger value) {
        return none || violated(new BigDecimal(value)) == null;
    }

    boolean admits(BigDecimal value) {
        return none || violated(value) == null;
    }

    boolean admits(double value) {
        return none || violated(value) == null;
    }

    private Code violated(BigDecimal v) {
        BigDecimal step = limit(Code.MULTIPLE_OF);
        if (step != null && v.remainder(step).signum() != 0) {
            return Code.MULTIPLE_OF;
        }
        for (int i = 1; i < limits.length; i++) {
            if (limits[i] != null && !holds(CODES[i], v.compareTo(limits[i]))) {
                return CODES[i];
            }
        }
        return null;
    }

    private static boolean holds(Code code, int comparison) {
        return switch (code) {
            case LE -> comparison <= 0;
            case LT -> comparison < 0;
            case GE -> comparison >= 0;
            case GT -> comparison > 0;
            default -> true;
        };
    }

    private Code violated(double v) {
        BigDecimal step = limit(Code.MULTIPLE_OF);
        if (step != null && Double.isFinite(v) && !multiple(v, floats[0])) {
            return Code.MULTIPLE_OF;
        }
        for (int i = 1; i < limits.length; i++) {
            if (limits[i] != null && !holds(CODES[i], v, floats[i])) {
                return CODES[i];
            }
        }
        return null;
    }

    private static boolean holds(Code code, double v, double limit) {
        return switch (code) { // NaN is within no limit
            case LE -> v <= limit;
            case LT -> v < limit;
            case GE -> v >= limit;
            case GT -> v > limit;
            default -> true;
        };
    }

    private static boolean multiple(double v, double step) {
        double rest = Math.abs(v % step);
        double slack = Math.abs(v) * SLACK;
        return rest <= slack || Math.abs(rest - step) <= slack;
    }

    /** Notes the first limit that a value violates; false if there is one. */
    boolean enforce(BigDecimal value, JsonNode input, Decoding run) {
        return none || report(violated(value), input, run);
    }

    /** As for decimals. */
    boolean enforce(double value, JsonNode input, Decoding run) {
        return none || report(violated(value), input, run);
    }

    private boolean report(Code code, JsonNode input, Decoding run) {
        if (code == null) {
            return true;
        }
        BigDecimal limit = limit(code);
        ObjectNode ctx = JsonNodeFactory.instance.objectNode();
        if (floating) {
            ctx.put(code.key, limit.doubleValue());
        } else {
            ctx.set(code.key, node(limit));
        }
        run.issue(code.type, "Input should be " + code.words + text(limit), input, ctx);
        return false;
    }

    /** A bound that a Java type has by itself, reported like a declared one. */
    static Object beyond(BigInteger limit, boolean above, JsonNode input, Decoding run) {
        Code code = above ? Code.LE : Code.GE;
        ObjectNode ctx = JsonNodeFactory.instance.objectNode();
        ctx.set(code.key, node(new BigDecimal(limit)));
        run.issue(code.type, "Input should be " + code.words + limit, input, ctx);
        return null;
    }

    /** Adds the limits to a Data Schema, as they were declared. */
    void describe(ObjectNode schema) {
        put(schema, "minimum", declared.minimum());
        put(schema, "maximum", declared.maximum());
        put(schema, "exclusiveMinimum", declared.exclusiveMinimum());
        put(schema, "exclusiveMaximum", declared.exclusiveMaximum());
        put(schema, "multipleOf", declared.multipleOf());
    }

    private static void put(ObjectNode schema, String name, Number value) {
        if (value != null) {
            schema.set(name, node(decimal(value)));
        }
    }

    private static JsonNode node(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.precision() - plain.scale() < 1000) {
            return JavaValues.number(plain.toBigIntegerExact());
        }
        return JavaValues.number(value.doubleValue());
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
