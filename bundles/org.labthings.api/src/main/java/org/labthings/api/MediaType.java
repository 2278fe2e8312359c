package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The media type of the blobs that a {@link Blob}-typed value may hold, {@code image/*} for
 * instance.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE})
public @interface MediaType {
    /** {@return type and subtype; either half of a pattern may be {@code *}} */
    String value();

    /** {@return what the data is, for people} Empty: a general sentence. */
    String description() default "";
}
