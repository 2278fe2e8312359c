package org.labthings.schema.internal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import org.labthings.api.Constraints;
import org.labthings.api.Finite;
import org.labthings.api.MultipleOf;
import org.labthings.api.UnservableThingError;

/** Reads constraints from annotations. */
final class ConstraintAnnotations {
    private static final String JAKARTA = Min.class.getPackageName();

    private ConstraintAnnotations() {}

    /**
     * The constraints that an element is annotated with.
     *
     * @param element may be null
     */
    static Constraints of(AnnotatedElement element) {
        Constraints out = Constraints.NONE;
        if (element != null) {
            for (Annotation a : element.getAnnotations()) {
                out = add(out, a);
            }
        }
        return out;
    }

    /**
     * The constraints of an element that another does not have.
     *
     * @param but may be null
     */
    static Constraints of(AnnotatedElement element, AnnotatedElement but) {
        Constraints out = Constraints.NONE;
        for (Annotation a : element.getAnnotations()) {
            out = isCommon(a, but) ? out : add(out, a);
        }
        return out;
    }

    /**
     * The constraints that two elements have in common.
     *
     * @param other may be null
     */
    static Constraints common(AnnotatedElement element, AnnotatedElement other) {
        Constraints out = Constraints.NONE;
        for (Annotation a : element.getAnnotations()) {
            out = isCommon(a, other) ? add(out, a) : out;
        }
        return out;
    }

    private static boolean isCommon(Annotation a, AnnotatedElement other) {
        return other != null && a.equals(other.getAnnotation(a.annotationType()));
    }

    private static Constraints add(Constraints c, Annotation a) {
        if (a instanceof Min m) {
            return c.withMinimum(m.value());
        }
        if (a instanceof Max m) {
            return c.withMaximum(m.value());
        }
        if (a instanceof DecimalMin m) {
            Number limit = number(m.value(), a);
            return m.inclusive() ? c.withMinimum(limit) : c.withExclusiveMinimum(limit);
        }
        if (a instanceof DecimalMax m) {
            Number limit = number(m.value(), a);
            return m.inclusive() ? c.withMaximum(limit) : c.withExclusiveMaximum(limit);
        }
        if (a instanceof MultipleOf m) {
            return c.withMultipleOf(number(m.value(), a));
        }
        if (a instanceof Finite) {
            return c.withFinite();
        }
        if (a instanceof Size s) {
            Integer min = s.min() == 0 ? null : (Integer) s.min();
            return c.withLength(min, s.max() == Integer.MAX_VALUE ? null : s.max());
        }
        return signs(c, a);
    }

    private static Constraints signs(Constraints c, Annotation a) {
        if (a instanceof Positive) {
            return c.withExclusiveMinimum(0);
        }
        if (a instanceof PositiveOrZero) {
            return c.withMinimum(0);
        }
        if (a instanceof Negative) {
            return c.withExclusiveMaximum(0);
        }
        if (a instanceof NegativeOrZero) {
            return c.withMaximum(0);
        }
        if (a instanceof Pattern p) {
            return c.withPattern(pattern(p));
        }
        if (a instanceof NotEmpty) {
            return c.withLength(1, null);
        }
        if (a instanceof NotBlank) {
            return c.withPattern("\\S");
        }
        if (!(a instanceof NotNull) && a.annotationType().getPackageName().equals(JAKARTA)) {
            throw new UnservableThingError(
                    "@"
                            + a.annotationType().getSimpleName()
                            + " is not enforced; supported are Min, Max, DecimalMin, DecimalMax,"
                            + " Positive, PositiveOrZero, Negative, NegativeOrZero, Size, Pattern,"
                            + " NotNull, NotEmpty, NotBlank, MultipleOf and Finite");
        }
        return c;
    }

    private static String pattern(Pattern p) {
        StringBuilder flags = new StringBuilder();
        for (Pattern.Flag flag : p.flags()) {
            switch (flag) {
                case CASE_INSENSITIVE -> flags.append('i');
                case MULTILINE -> flags.append('m');
                case DOTALL -> flags.append('s');
                case COMMENTS -> flags.append('x');
                default -> flags.append(""); // others are in force anyway
            }
        }
        return flags.isEmpty() ? p.regexp() : "(?" + flags + ")" + p.regexp();
    }

    private static BigDecimal number(String text, Annotation a) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new UnservableThingError("'" + text + "' in " + a + " is no decimal number");
        }
    }
}
