package org.labthings.client;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.labthings.api.Invocation;

/**
 * A call of an action that is a method call here: it returns when the action is over. When the
 * invocation in which it is called is cancelled, or its thread is interrupted, the remote one is
 * cancelled, so that a stage stops where it is.
 */
final class TypedAction implements TypedCall {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final RemoteAction action;
    private final TypedInput input;
    private final Method method;

    TypedAction(RemoteAction action, TypedInput input, Method method) {
        this.action = action;
        this.input = input;
        this.method = method;
    }

    @Override
    public Object call(Object[] arguments) throws InterruptedException {
        RemoteInvocation run = action.invoke(input.input(arguments));
        await(run);
        return run.output(method.getGenericReturnType());
    }

    /** Waits for the end of a remote invocation, and hands on the wish to cancel it. */
    static void await(RemoteInvocation run) throws InterruptedException {
        Optional<Invocation> here = Invocation.current();
        boolean asked = false;
        try {
            while (!run.done(LOOK)) {
                if (!asked && here.isPresent() && here.get().cancelEvent().isSet()) {
                    asked = true;
                    run.cancel();
                }
            }
        } catch (InterruptedException e) {
            cancel(run);
            throw e;
        }
    }

    /** The interrupt flag is down here, so the request gets through. */
    private static void cancel(RemoteInvocation run) {
        try {
            run.cancel();
        } catch (ClientError e) {
            // the server cannot be told; it goes on until somebody else stops it
        }
    }
}
