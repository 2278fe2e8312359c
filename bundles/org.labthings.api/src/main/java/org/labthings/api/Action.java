package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method callable over HTTP. Each call is an invocation on a worker thread of its own; it
 * may block, should sleep by {@link Invocation#sleep} so that it can be cancelled, and reports
 * progress by {@link Invocation#progress}. Parameters are the members of the input object: required
 * unless they have a {@link Default} or are {@link java.util.Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Action {
    /** How long a finished invocation stays readable, in seconds. */
    double retentionTime() default 300;

    /** Whether running takes the server's global lock, where that is enabled. */
    boolean globalLock() default true;

    /**
     * An emergency stop: runs at once, with no lock, no queue and no need of a free worker. It must
     * be quick.
     */
    boolean emergency() default false;

    /**
     * Whether cancelling also interrupts the thread. For actions whose blocking calls end well when
     * interrupted; others only see the flag.
     */
    boolean interruptible() default false;

    /**
     * Whether it concerns the whole machine, such as switching it off: where people have to log in,
     * only administrators may invoke it.
     */
    boolean administration() default false;

    /** Declared result type where the method's return type says too little. */
    Class<?> returns() default void.class;
}
