package org.labthings.schema.internal;

import java.util.ArrayList;
import java.util.List;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;

/** Which constraints fit which types. */
final class Limited {
    private Limited() {}

    /** Refuses constraints that a type cannot have. */
    static ValueType check(ValueType type, String name, Constraints limits) {
        List<String> wrong = unfit(type, limits);
        if (!wrong.isEmpty()) {
            throw new UnservableThingError(
                    "The constraint " + String.join(", ", wrong) + " does not apply to " + name);
        }
        return type;
    }

    /** Whether all constraints fit a type. */
    static boolean fits(ValueType type, Constraints limits) {
        return unfit(type, limits).isEmpty();
    }

    /** Refuses any constraint. */
    static void refuseAll(Constraints limits, String name) {
        check(new NullType(), name, limits);
    }

    private static List<String> unfit(ValueType type, Constraints c) {
        List<String> out = new ArrayList<>();
        boolean decimal = type instanceof DecimalType;
        if (!decimal && !(type instanceof IntegerType) && !(type instanceof FloatType)) {
            add(out, "minimum (ge)", c.minimum());
            add(out, "exclusive minimum (gt)", c.exclusiveMinimum());
            add(out, "maximum (le)", c.maximum());
            add(out, "exclusive maximum (lt)", c.exclusiveMaximum());
            add(out, "multiple of", c.multipleOf());
        }
        if (!decimal && !(type instanceof FloatType)) {
            add(out, "finite (allow_inf_nan)", c.finite() ? true : null);
        }
        if (!(type instanceof StringType)) {
            add(out, "pattern", c.pattern());
            if (!sized(type)) {
                add(out, "minimum length", c.minLength());
                add(out, "maximum length", c.maxLength());
            }
        }
        return out;
    }

    private static boolean sized(ValueType type) {
        return type instanceof ListType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof BytesType;
    }

    private static void add(List<String> out, String name, Object limit) {
        if (limit != null) {
            out.add(name);
        }
    }
}
