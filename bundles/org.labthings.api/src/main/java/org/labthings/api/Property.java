package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method the getter of a functional property: it runs for every read, on a worker thread,
 * and may block. A setter is a method with the same name and one parameter ({@code
 * temperature(double)}), or {@code setTemperature(double)}; without one the property is read-only.
 * Functional properties are not observable. {@code getTemperature} and {@code isOpen} are named
 * {@code temperature} and {@code open} on the wire.
 *
 * <p>Constraints come from {@code jakarta.validation} annotations, {@link MultipleOf} and {@link
 * Finite} on the method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Property {
    /** {@return whether the setter is hidden over HTTP} */
    boolean readOnly() default false;

    /**
     * {@return the default as JSON text, shown in the Thing Description} With a setter it makes the
     * property resettable. Empty: none. One that does not fit the type makes the Thing unservable.
     */
    String defaultValue() default "";

    /** {@return whether writing takes the server's global lock, where that is enabled} */
    boolean globalLock() default true;

    /**
     * {@return declared value type where the method's return type says too little} {@code void}:
     * the return type counts.
     */
    Class<?> type() default void.class;
}
