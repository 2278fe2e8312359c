package org.labthings.api;

/**
 * Limits on a value, enforced on everything that arrives over HTTP and on what code assigns, and
 * shown in the Thing Description. A null member means no limit.
 *
 * @param minimum smallest value ({@code ge})
 * @param exclusiveMinimum value must be above this ({@code gt})
 * @param maximum largest value ({@code le})
 * @param exclusiveMaximum value must be below this ({@code lt})
 * @param multipleOf value must be an integral multiple of this
 * @param finite whether NaN and the infinities are refused
 * @param minLength fewest characters (code points) or elements
 * @param maxLength most characters (code points) or elements
 * @param pattern regular expression that must be found somewhere in the string
 */
public record Constraints(
        Number minimum,
        Number exclusiveMinimum,
        Number maximum,
        Number exclusiveMaximum,
        Number multipleOf,
        boolean finite,
        Integer minLength,
        Integer maxLength,
        String pattern) {

    /** No limits at all. */
    public static final Constraints NONE =
            new Constraints(null, null, null, null, null, false, null, null, null);

    /**
     * These limits, with every limit that {@code other} sets replaced by it.
     *
     * @param other the limits that win; its nulls change nothing
     * @return the limits of both
     */
    public Constraints and(Constraints other) {
        return new Constraints(
                or(other.minimum, minimum),
                or(other.exclusiveMinimum, exclusiveMinimum),
                or(other.maximum, maximum),
                or(other.exclusiveMaximum, exclusiveMaximum),
                or(other.multipleOf, multipleOf),
                other.finite || finite,
                or(other.minLength, minLength),
                or(other.maxLength, maxLength),
                or(other.pattern, pattern));
    }

    private static <V> V or(V first, V second) {
        return first != null ? first : second;
    }

    /**
     * These limits with a smallest value.
     *
     * @param value finite, itself allowed; null keeps the present limit
     * @return new limits
     */
    public Constraints withMinimum(Number value) {
        return and(new Constraints(value, null, null, null, null, false, null, null, null));
    }

    /**
     * These limits with a value that must be exceeded.
     *
     * @param value finite, itself not allowed; null keeps the present limit
     * @return new limits
     */
    public Constraints withExclusiveMinimum(Number value) {
        return and(new Constraints(null, value, null, null, null, false, null, null, null));
    }

    /**
     * These limits with a largest value.
     *
     * @param value finite, itself allowed; null keeps the present limit
     * @return new limits
     */
    public Constraints withMaximum(Number value) {
        return and(new Constraints(null, null, value, null, null, false, null, null, null));
    }

    /**
     * These limits with a value that must not be reached.
     *
     * @param value finite, itself not allowed; null keeps the present limit
     * @return new limits
     */
    public Constraints withExclusiveMaximum(Number value) {
        return and(new Constraints(null, null, null, value, null, false, null, null, null));
    }

    /**
     * These limits, for multiples of a number only.
     *
     * @param value above 0, or the Thing cannot be served; null keeps the present limit
     * @return new limits
     */
    public Constraints withMultipleOf(Number value) {
        return and(new Constraints(null, null, null, null, value, false, null, null, null));
    }

    /**
     * These limits, without NaN and the infinities.
     *
     * @return new limits
     */
    public Constraints withFinite() {
        return and(new Constraints(null, null, null, null, null, true, null, null, null));
    }

    /**
     * These limits with a length; null keeps that side as it is.
     *
     * @param min fewest characters or elements, not negative
     * @param max most characters or elements, not negative
     * @return new limits
     */
    public Constraints withLength(Integer min, Integer max) {
        return and(new Constraints(null, null, null, null, null, false, min, max, null));
    }

    /**
     * These limits with a regular expression.
     *
     * @param regex in the syntax of {@link java.util.regex.Pattern}, except that {@code $} is the
     *     end of the whole string; null keeps the present one
     * @return new limits
     */
    public Constraints withPattern(String regex) {
        return and(new Constraints(null, null, null, null, null, false, null, null, regex));
    }
}
