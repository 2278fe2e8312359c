package org.labthings.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One run of an action, as the code that runs in it sees it. The static methods find the invocation
 * of the current thread; helper threads have none, unless they are an {@link InvocationThread}.
 *
 * <pre>{@code
 * @Action public void scan(int rows) throws InterruptedException {
 *     for (int row = 0; row < rows; row++) {
 *         Invocation.progress((double) row / rows, "row " + row);
 *         Invocation.sleep(Duration.ofMillis(100)); // ends at once when cancelled
 *     }
 * }
 * }</pre>
 */
@ProviderType
public interface Invocation {
    /** {@return its identity, as in the invocation's URL} */
    UUID id();

    /** {@return its request to cancel} The same one for all of its life. */
    CancelEvent cancelEvent();

    /**
     * {@return the log so far: the newest records, at most 1000, as a copy} Of long records fewer
     * are kept: about 1 MB of text.
     */
    List<LogRecord> log();

    /**
     * Adds a record to the log; drivers use {@link ThingContext#logger()} instead.
     *
     * @param entry not null; the oldest give way to it
     */
    void append(LogRecord entry);

    /**
     * Notes how far the run is, and tells whoever observes it. Of no effect once it has ended. From
     * any thread.
     *
     * @param fraction 0 to 1; {@link #progress} checks that
     * @param text what is being done, or null
     */
    void reportProgress(double fraction, String text);

    /** {@return the invocation that runs on this thread} */
    static Optional<Invocation> current() {
        return Optional.ofNullable(InvocationScope.get());
    }

    /**
     * The invocation that runs on this thread.
     *
     * @return never null
     * @throws NoInvocationContextError when there is none
     */
    static Invocation require() {
        Invocation invocation = InvocationScope.get();
        if (invocation == null) {
            throw new NoInvocationContextError(
                    "There is no invocation on thread '"
                            + Thread.currentThread().getName()
                            + "'; only actions called over HTTP and InvocationThreads have one");
        }
        return invocation;
    }

    /**
     * Sleeps; ends at once when the invocation is cancelled. Outside an invocation a plain sleep.
     *
     * @param time zero or negative: only looks whether it is cancelled
     * @throws InvocationCancelledError when cancelled before or during the sleep
     * @throws InterruptedException when the thread is interrupted
     */
    static void sleep(Duration time) throws InterruptedException {
        Invocation invocation = InvocationScope.get();
        if (invocation == null) {
            CancelEvent.plainSleep(time);
        } else {
            invocation.cancelEvent().sleep(time);
        }
    }

    /**
     * Ends the action when cancellation was requested; outside an invocation it does nothing.
     *
     * @throws InvocationCancelledError when cancelled
     */
    static void raiseIfCancelled() {
        Invocation invocation = InvocationScope.get();
        if (invocation != null) {
            invocation.cancelEvent().raiseIfSet();
        }
    }

    /**
     * Reports progress to whoever polls or observes the invocation; outside one it does nothing.
     *
     * @param fraction done so far, 0 to 1
     * @param text what is being done, for people; may be null
     * @throws IllegalArgumentException when the fraction is not within 0 to 1
     */
    static void progress(double fraction, String text) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("Progress must be within 0 and 1, not " + fraction);
        }
        Invocation invocation = InvocationScope.get();
        if (invocation != null) {
            invocation.reportProgress(fraction, text);
        }
    }

    /**
     * For the platform and for tests: runs a task in the scope of an invocation.
     *
     * @param <R> result of the task
     * @param invocation what {@link #current} finds meanwhile, on this thread; not null
     * @param task runs on the present thread
     * @return what the task returns
     * @throws Exception whatever the task throws
     */
    static <R> R callIn(Invocation invocation, Callable<R> task) throws Exception {
        return InvocationScope.call(invocation, task);
    }
}
