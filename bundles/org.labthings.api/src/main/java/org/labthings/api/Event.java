package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells about an {@link EventSource} field what its name and type cannot: it is optional, as every
 * {@code EventSource} field is an event affordance.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD})
public @interface Event {
    /**
     * {@return declared data type where the field's type argument says too little} {@code void}:
     * the type argument counts.
     */
    Class<?> type() default void.class;
}
