package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An {@link Object} that is one of several types. {@code Void.class} among them allows null. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE})
public @interface Union {
    /**
     * {@return the alternatives, in order of preference} At least one beside {@code Void.class}.
     */
    Class<?>[] value();
}
