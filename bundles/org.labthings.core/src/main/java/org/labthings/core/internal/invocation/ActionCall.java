package org.labthings.core.internal.invocation;

import java.util.Map;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.schema.DataType;
import org.slf4j.Logger;

/**
 * What one invocation runs, and how; dropped when it is over, so that nothing of the driver is
 * kept.
 *
 * @param thing name of the Thing
 * @param action wire name
 * @param target the method, bound to its Thing
 * @param input validated arguments, already encoded
 * @param arguments the same as the method takes them
 * @param output declared result type, or null for none
 * @param lock to hold while it runs, or null
 * @param interruptible whether cancelling interrupts the thread
 * @param emergency whether it runs at once
 * @param retentionMillis how long it stays readable
 * @param logger the Thing's logger
 */
public record ActionCall(
        String thing,
        String action,
        Target target,
        EncodedInput input,
        Object[] arguments,
        DataType output,
        GlobalLock lock,
        boolean interruptible,
        boolean emergency,
        long retentionMillis,
        Logger logger) {

    /** The action's method. */
    @FunctionalInterface
    public interface Target {
        /**
         * Runs it.
         *
         * @throws Throwable whatever the driver throws
         */
        Object call(Object[] arguments) throws Throwable;
    }

    /** The arguments as JSON. */
    public static final class EncodedInput {
        final EncodedValue value;

        /** Encodes validated arguments, null for none. */
        public EncodedInput(
                org.labthings.schema.ParameterList parameters, Map<String, Object> arguments) {
            value =
                    arguments == null
                            ? EncodedValue.NULL
                            : EncodedValue.of(
                                    (out, links) -> parameters.encode(arguments, out, links));
        }
    }
}
