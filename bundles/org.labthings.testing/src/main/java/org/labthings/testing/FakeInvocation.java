package org.labthings.testing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;

/**
 * The scope of an invocation for Java code that is called directly, without any server (LabThings'
 * {@code fake_invocation_context}):
 *
 * <pre>{@code
 * FakeInvocation invocation = new FakeInvocation();
 * invocation.cancel();
 * assertThrows(InvocationCancelledError.class, () -> invocation.call(() -> lamp.flash(3)));
 * }</pre>
 *
 * <p>From any thread.
 */
public final class FakeInvocation implements Invocation {
    private static final int KEPT_RECORDS = 1000;

    private final UUID id = UUID.randomUUID();
    private final CancelEvent cancelEvent = new CancelEvent();
    private final List<LogRecord> log = new CopyOnWriteArrayList<>();
    private volatile Double progress;
    private volatile String progressText;

    /** Runs code in its scope, on this thread; throws what the code throws. */
    public <R> R call(Callable<R> code) throws Exception {
        return Invocation.callIn(this, code);
    }

    /** Asks it to cancel; may be asked before it runs. */
    public void cancel() {
        cancelEvent.set();
    }

    /** The progress that was reported last, 0 to 1. */
    public Optional<Double> progress() {
        return Optional.ofNullable(progress);
    }

    /** The text that was reported last. */
    public Optional<String> progressText() {
        return Optional.ofNullable(progressText);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public CancelEvent cancelEvent() {
        return cancelEvent;
    }

    @Override
    public List<LogRecord> log() {
        return List.copyOf(log);
    }

    @Override
    public void append(LogRecord entry) {
        log.add(entry);
        if (log.size() > KEPT_RECORDS) {
            log.remove(0);
        }
    }

    @Override
    public void reportProgress(double fraction, String text) {
        progress = fraction;
        progressText = text;
    }
}
