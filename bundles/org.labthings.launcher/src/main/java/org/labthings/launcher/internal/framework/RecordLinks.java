package org.labthings.launcher.internal.framework;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Has Java forget the class of the record that was used first last, in this whole process.
 *
 * <p>The first {@code equals} or {@code hashCode} of each record is linked by {@link
 * ObjectMethods}, whose method handles keep the type that they were adapted to last. Before Java 18
 * that is a strong reference, so the class loader of one bundle stays in memory after its upgrade,
 * and after the end with its whole framework, until any other record is linked. Here that is one of
 * a class of Java's own.
 */
public final class RecordLinks {
    private static final MethodHandle ITSELF = MethodHandles.identity(String.class);

    private RecordLinks() {}

    /** Forgets it; from any thread. */
    public static void forget() {
        link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
        link("hashCode", MethodType.methodType(int.class, String.class));
        link("toString", MethodType.methodType(String.class, String.class));
    }

    private static void link(String method, MethodType type) {
        try {
            ObjectMethods.bootstrap(
                    MethodHandles.lookup(), method, type, String.class, "itself", ITSELF);
        } catch (Throwable e) { // what the bootstrap method declares
            throw new IllegalStateException("Java cannot link the " + method + " of a record", e);
        }
    }
}
