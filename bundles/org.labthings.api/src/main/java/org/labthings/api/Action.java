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
    /**
     * {@return how long a finished invocation stays readable, in seconds} Less than 1 counts as 1.
     * When finished invocations take too much memory, the oldest go earlier.
     */
    double retentionTime() default 300;

    /**
     * {@return whether running takes the server's global lock, where that is enabled} An invocation
     * that does not get it within 50 ms ends with an error, and its method does not run.
     */
    boolean globalLock() default true;

    /**
     * An emergency stop: runs at once, with no lock, no queue and no need of a free worker. It must
     * be quick.
     *
     * @return whether it is one; then {@link #globalLock} is of no account
     */
    boolean emergency() default false;

    /**
     * {@return whether cancelling also interrupts the thread} For actions whose blocking calls end
     * well when interrupted; others only see the flag until their Thing is closed.
     */
    boolean interruptible() default false;

    /**
     * Whether it concerns the whole machine, such as switching it off: where people have to log in,
     * only administrators may invoke it.
     *
     * @return false for what anybody may invoke who may operate the Thing
     */
    boolean administration() default false;

    /**
     * {@return declared result type where the method's return type says too little} {@code void}:
     * the return type counts.
     */
    Class<?> returns() default void.class;
}
