package org.labthings.client;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.concurrent.TimeoutException;
import org.labthings.api.InvocationError;

/**
 * Failures of a remote Thing as its interface has them: callers of a stage shall not have to know
 * that it is elsewhere.
 */
final class TypedErrors {
    private TypedErrors() {}

    static Object call(TypedCall call, Method method, Object[] arguments) throws Throwable {
        try {
            return call.call(arguments);
        } catch (ServerActionError e) {
            throw error(e, method);
        } catch (FailedToInvokeActionError e) {
            if (e.status() == 422) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            throw e;
        } catch (ThingUnavailableError e) {
            if (e.timedOut() && declares(method, TimeoutException.class)) {
                TimeoutException late = new TimeoutException(e.getMessage());
                late.initCause(e);
                throw late;
            }
            if (declares(method, IOException.class)) {
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        } catch (InterruptedException e) {
            if (declares(method, InterruptedException.class)) {
                throw e;
            }
            Thread.currentThread().interrupt();
            throw new ThingUnavailableError(
                    0, "Interrupted during " + method.getName() + "()", false, e);
        }
    }

    private static boolean declares(Method method, Class<?> exception) {
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isAssignableFrom(exception)) {
                return true;
            }
        }
        return false;
    }

    /**
     * An error of the server by its own class, if the interface's package or the API has an
     * unchecked one of that name with a text; else an anticipated failure.
     */
    private static RuntimeException error(ServerActionError e, Method method) {
        String text = e.detail() == null ? e.getMessage() : e.detail();
        for (Class<?> neighbour :
                new Class<?>[] {method.getDeclaringClass(), InvocationError.class}) {
            String name = neighbour.getPackageName() + "." + e.title();
            try {
                Class<?> type = Class.forName(name, true, neighbour.getClassLoader());
                if (RuntimeException.class.isAssignableFrom(type)) {
                    Object made = type.getConstructor(String.class).newInstance(text);
                    return (RuntimeException) ((Throwable) made).initCause(e);
                }
            } catch (ReflectiveOperationException | LinkageError notHere) {
                // an error of another kind
            }
        }
        InvocationError error = new InvocationError(text);
        error.initCause(e);
        return error;
    }
}
