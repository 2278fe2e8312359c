package org.labthings.api;

import java.util.concurrent.Callable;
import org.slf4j.MDC;

/** Which invocation runs on a thread; every line that the thread logs carries its id. */
final class InvocationScope {
    /** Key of the diagnostic context: the log set-up and the log history read it. */
    private static final String ID = "invocation";

    private static final ThreadLocal<Invocation> CURRENT = new ThreadLocal<>();

    private InvocationScope() {}

    static Invocation get() {
        return CURRENT.get();
    }

    static <R> R call(Invocation invocation, Callable<R> task) throws Exception {
        Invocation outer = CURRENT.get();
        CURRENT.set(invocation);
        MDC.put(ID, String.valueOf(invocation.id()));
        try {
            return task.call();
        } finally {
            if (outer == null) {
                CURRENT.remove();
                MDC.remove(ID);
            } else {
                CURRENT.set(outer);
                MDC.put(ID, String.valueOf(outer.id()));
            }
        }
    }
}
