package org.labthings.core.internal.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.labthings.api.UnservableThingError;

/** A driver's method, bound to its Thing and compiled once: calls need no reflection. */
final class BoundMethod {
    private final MethodHandle handle;

    BoundMethod(Object thing, Method method) {
        try {
            method.setAccessible(true);
            handle =
                    MethodHandles.lookup()
                            .unreflect(method)
                            .bindTo(thing)
                            .asSpreader(Object[].class, method.getParameterCount())
                            .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new UnservableThingError(
                    "Method "
                            + method.getDeclaringClass().getSimpleName()
                            + "."
                            + method.getName()
                            + " cannot be called: "
                            + e.getMessage());
        }
    }

    /** Calls it; the driver's exceptions come unchanged. */
    Object call(Object... arguments) throws Throwable {
        return handle.invokeExact(arguments);
    }

    /** Calls it where no checked exception is expected; one that comes is wrapped. */
    Object callUnchecked(Object... arguments) {
        try {
            return handle.invokeExact(arguments);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /**
     * Lets a checked exception of a getter through as it is: clients are told its own class and
     * text, not those of a wrapper. Never returns.
     */
    static RuntimeException unchecked(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading or writing", e);
        }
        throw BoundMethod.<RuntimeException>sneak(e);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneak(Throwable e) throws X {
        throw (X) e;
    }
}
