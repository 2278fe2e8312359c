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

    /** These limits, with every limit that {@code other} sets replaced by it. */
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

    /** These limits with a smallest value. */
    public Constraints withMinimum(Number value) {
        return and(new Constraints(value, null, null, null, null, false, null, null, null));
    }

    /** These limits with a value that must be exceeded. */
    public Constraints withExclusiveMinimum(Number value) {
        return and(new Constraints(null, value, null, null, null, false, null, null, null));
    }

    /** These limits with a largest value. */
    public Constraints withMaximum(Number value) {
        return and(new Constraints(null, null, value, null, null, false, null, null, null));
    }

    /** These limits with a value that must not be reached. */
    public Constraints withExclusiveMaximum(Number value) {
        return and(new Constraints(null, null, null, value, null, false, null, null, null));
    }

    /** These limits, for multiples of a number only. */
    public Constraints withMultipleOf(Number value) {
        return and(new Constraints(null, null, null, null, value, false, null, null, null));
    }

    /** These limits, without NaN and the infinities. */
    public Constraints withFinite() {
        return and(new Constraints(null, null, null, null, null, true, null, null, null));
    }

    /** These limits with a length; null leaves that side open. */
    public Constraints withLength(Integer min, Integer max) {
        return and(new Constraints(null, null, null, null, null, false, min, max, null));
    }

    /** These limits with a regular expression. */
    public Constraints withPattern(String regex) {
        return and(new Constraints(null, null, null, null, null, false, null, null, regex));
    }
}
