package org.labthings.core.internal.invocation;

import java.util.Optional;
import org.labthings.api.Blob;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Problem;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.schema.ValidationException;
import org.slf4j.event.Level;

/**
 * Runs one action on the present thread, in the order of LabThings specification 1.10.2: lock, run,
 * release, validate the result, log, and only then the final status.
 */
final class InvocationRun implements Runnable {
    private final ActionInvocation invocation;
    private final Level busyLevel;
    private ActionCall call;

    InvocationRun(ActionInvocation invocation, ActionCall call, Level busyLevel) {
        this.invocation = invocation;
        this.call = call;
        this.busyLevel = busyLevel;
    }

    @Override
    public void run() {
        ActionCall now = call;
        call = null; // the queue and the thread must not keep the driver once this has run
        try {
            Invocation.callIn(
                    invocation,
                    () -> {
                        execute(now);
                        return null;
                    });
        } catch (Exception | Error e) {
            fail(now, e, e.getMessage());
        }
    }

    private void execute(ActionCall now) {
        Object result;
        GlobalLock.Hold hold = null;
        try {
            if (now.lock() != null) {
                hold = now.lock().hold(now.thing() + "." + now.action());
            }
        } catch (GlobalLockBusyError e) {
            log(now, busyLevel, "Global lock was busy: didn't run " + now.action() + ".", null);
            invocation.end(InvocationStatus.ERROR, Problem.of(e));
            return;
        }
        try {
            if (!invocation.running()) {
                release(hold);
                return;
            }
            result = now.target().call(now.arguments());
        } catch (Throwable e) {
            invocation.returned();
            release(hold);
            ended(now, e);
            return;
        }
        invocation.returned();
        release(hold);
        finish(now, result);
    }

    private static void release(GlobalLock.Hold hold) {
        if (hold != null) {
            hold.close();
        }
    }

    private void finish(ActionCall now, Object result) {
        if (now.output() == null) {
            invocation.completed(EncodedValue.NULL, null);
            return;
        }
        Object checked;
        try {
            checked = now.output().check(result);
        } catch (ValidationException e) {
            InvalidReturnValueError error =
                    new InvalidReturnValueError(
                            "Error validating the output of '"
                                    + now.thing()
                                    + "."
                                    + now.action()
                                    + "': "
                                    + e.getMessage());
            log(now, Level.ERROR, error.getMessage(), null);
            invocation.end(InvocationStatus.ERROR, Problem.of(error));
            return;
        }
        invocation.completed(
                EncodedValue.of((out, links) -> now.output().encode(checked, out, links)),
                blob(checked));
    }

    private static Blob blob(Object result) {
        Object value = result instanceof Optional<?> o ? o.orElse(null) : result;
        return value instanceof Blob b ? b : null;
    }

    private void ended(ActionCall now, Throwable e) {
        boolean interrupted = e instanceof InterruptedException && invocation.cancelEvent().isSet();
        if (e instanceof InvocationCancelledError || interrupted) {
            String text = interrupted ? "The action was cancelled." : e.getMessage();
            log(now, Level.INFO, "Invocation " + invocation.id() + " was cancelled.", null);
            invocation.end(
                    InvocationStatus.CANCELLED, Problem.of(new InvocationCancelledError(text)));
        } else if (e instanceof InvocationError) {
            log(now, Level.ERROR, e.getMessage(), null);
            invocation.end(InvocationStatus.ERROR, Problem.of(e));
        } else {
            fail(now, e, e.getMessage());
        }
    }

    private void fail(ActionCall now, Throwable e, String text) {
        log(now, Level.ERROR, text == null ? e.getClass().getSimpleName() : text, e);
        invocation.end(InvocationStatus.ERROR, Problem.of(e));
    }

    /** Through the Thing's logger, so that it is in the invocation's log and in the server's. */
    private void log(ActionCall now, Level level, String message, Throwable e) {
        now.logger().atLevel(level).setCause(e).log(message);
    }
}
