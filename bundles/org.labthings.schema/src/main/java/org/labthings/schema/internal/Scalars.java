package org.labthings.schema.internal;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Set;
import java.util.UUID;
import org.labthings.api.Constraints;

/** The types that have no types inside. */
final class Scalars {
    private static final Set<Class<?>> DATE_TIMES =
            Set.of(
                    LocalDateTime.class,
                    OffsetDateTime.class,
                    ZonedDateTime.class,
                    Instant.class,
                    Temporal.class);

    private Scalars() {}

    /** The type of a class, null if it is no scalar. */
    static ValueType of(Class<?> raw, Constraints limits) {
        Class<?> type = MethodType.methodType(raw).wrap().returnType();
        if (IntegerType.isInteger(type)) {
            return new IntegerType(type, new NumberLimits(limits, false));
        }
        if (type == Double.class || type == Float.class) {
            return new FloatType(type, new NumberLimits(limits, true), limits.finite());
        }
        if (type == BigDecimal.class) {
            return new DecimalType(new NumberLimits(limits, false));
        }
        if (type == Boolean.class) {
            return new BooleanType();
        }
        if (type == String.class || type == CharSequence.class) {
            SearchPattern pattern =
                    limits.pattern() == null ? null : new SearchPattern(limits.pattern());
            return new StringType(new LengthLimits(limits), pattern);
        }
        if (type == Object.class) {
            return new AnyType();
        }
        if (type == Void.class) {
            return new NullType();
        }
        return type == byte[].class ? new BytesType(new LengthLimits(limits)) : formatted(type);
    }

    private static ValueType formatted(Class<?> type) {
        if (type == UUID.class) {
            return TextType.uuid();
        }
        if (type == Path.class) {
            return TextType.path();
        }
        if (type == URI.class) {
            return TextType.uri();
        }
        if (type == Duration.class) {
            return TimeType.duration();
        }
        if (type == LocalDate.class) {
            return DateTimeType.date();
        }
        if (type == LocalTime.class) {
            return TimeType.time();
        }
        return DATE_TIMES.contains(type) ? new DateTimeType(type) : null;
    }
}
