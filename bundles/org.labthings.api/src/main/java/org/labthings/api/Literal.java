package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value is one of a few constants; on a type of {@link Object}, or of the constants' own. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE})
public @interface Literal {
    /**
     * {@return the constants as JSON texts: {@code {"\\"a\\"", "3"}}} At least one, scalars only,
     * or the Thing cannot be served.
     */
    String[] value();
}
