package org.labthings.api;

import java.util.concurrent.Callable;

/** Which invocation runs on a thread. */
final class InvocationScope {
    private static final ThreadLocal<Invocation> CURRENT = new ThreadLocal<>();

    private InvocationScope() {}

    static Invocation get() {
        return CURRENT.get();
    }

    static <R> R call(Invocation invocation, Callable<R> task) throws Exception {
        Invocation outer = CURRENT.get();
        CURRENT.set(invocation);
        try {
            return task.call();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }
}
