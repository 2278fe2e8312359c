package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a raw HTTP route under the Thing's path, beside its affordances: not part of the
 * Thing Description, without invocation and without global lock. It runs on a worker thread and may
 * block.
 *
 * <p>Parameters named like a {@code {placeholder}} of the path come from the path, other scalars
 * from the query, a record or collection from the JSON body, an {@link EndpointRequest} is the
 * request itself. The result is encoded as JSON, or is an {@link EndpointResponse}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Endpoint {
    /**
     * {@return path relative to the Thing, with {@code {name}} placeholders} Empty: the wire name
     * of the method.
     */
    String value() default "";

    /** {@return GET, POST, PUT or DELETE, in capitals} A HEAD is answered by a GET method. */
    String method() default "GET";

    /** {@return status of a normal answer} An {@link EndpointResponse} has its own. */
    int status() default 200;

    /**
     * {@return content type of a string result} Other results are JSON; a text without a charset is
     * sent as UTF-8.
     */
    String contentType() default "application/json";
}
