package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a parameter or record component optional. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Default {
    /**
     * {@return its default as JSON text: {@code "1"}, {@code "\\"x\\""}, {@code "{}"}} One that
     * does not fit the type makes the Thing unservable.
     */
    String value();
}
