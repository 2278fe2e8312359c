package org.labthings.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;
import org.slf4j.Logger;

/**
 * What a Thing may ask of its server. Handed to {@link Thing#open}; every method may be called from
 * any thread until {@link Thing#close} has returned.
 */
@ProviderType
public interface ThingContext {
    /** {@return the name under which this Thing is served} */
    String name();

    /** {@return the path of this Thing, with the API prefix, and with a slash at its end} */
    String path();

    /**
     * The logger of this Thing. Records written during an invocation become part of that
     * invocation's log. DEBUG is recorded only when the server runs with {@code --debug}, TRACE
     * never.
     *
     * @return the same logger at each call
     */
    Logger logger();

    /**
     * {@return this Thing's folder for whatever it stores; it exists} Its settings file lies there,
     * too; the next version of the driver finds the same folder.
     */
    Path settingsFolder();

    /** {@return the keyword arguments of the configuration, as JDK values, unmodifiable} */
    Map<String, Object> kwargs();

    /**
     * {@return the configuration's {@code application_config}: a copy, as JDK values; empty if
     * none}
     */
    Optional<Map<String, Object>> applicationConfig();

    /**
     * {@return the {@link Thing#state()} of every running Thing, by name, evaluated now on this
     * thread}
     *
     * @throws RuntimeException whatever a Thing's {@code state} throws
     */
    Map<String, Map<String, Object>> thingStates();

    /**
     * What a Thing of this server has: for a Thing that refers to members of others, a button for
     * instance, and wants to know whether they are there. Of a Thing that is being upgraded or
     * restarted it is what the one before had. Never blocks.
     *
     * @param thing its name; this Thing's own is as good as any
     * @return empty when no Thing of that name is served
     */
    Optional<AffordanceNames> affordances(String thing);

    /**
     * Runs a task on the platform's worker pool. It is interrupted when the Thing closes.
     *
     * @param <R> result of the task
     * @param task may block, and should end soon after an interrupt
     * @return what it returns or throws; cancelling this future does not end the task. When the
     *     Thing closes before it began, a {@link ServerNotRunningError}
     * @throws ServerNotRunningError once the Thing is closed
     */
    <R> CompletableFuture<R> submit(Callable<R> task);

    /**
     * Starts a named daemon thread for a loop such as a camera's. It is interrupted when the Thing
     * closes, before {@link Thing#close} is called, and given a moment to end after that. What the
     * loop throws ends the thread and is logged.
     *
     * @param name in the log, after that of the Thing
     * @param loop should end soon after an interrupt
     * @return the started thread
     * @throws ServerNotRunningError once the Thing is closed
     */
    Thread startThread(String name, Runnable loop);

    /**
     * Takes the server's global lock for a scope. Waits at most 50 ms; re-entrant in one thread.
     *
     * @return the scope, to be closed on this thread
     * @throws FeatureNotEnabledError when the server runs without a global lock
     * @throws GlobalLockBusyError when someone else holds it, or the thread is interrupted
     */
    LockHold holdGlobalLock();

    /** {@return whether the server runs with a global lock} */
    boolean globalLockEnabled();

    /**
     * Says that the instrument at the other end of the cable cannot be reached at present. From
     * then on the Thing is {@code WAITING} for this reason, in the status, the log, the health
     * checks and wherever people look, until {@link #instrumentBack}. It stays open and is served
     * as before: what is in memory is read and written, other Things keep it in their slots, and
     * what needs the instrument fails as its driver lets it fail, best with an exception that is a
     * {@link StatusCode} of 503 and says the same sentence. The driver goes on looking for the
     * instrument.
     *
     * <p>From any thread, {@link Thing#open} included, as often as one likes; never blocks. After
     * the Thing was closed it does nothing, and a Thing that opens anew has its instrument until it
     * says otherwise.
     *
     * @param reason one sentence for people: which instrument, why, what to do. The same one as
     *     long as nothing changes: each new one is remembered as a transition
     */
    void instrumentAway(String reason);

    /**
     * Says that the instrument is there: the Thing is {@code RUNNING}. See {@link #instrumentAway}.
     */
    void instrumentBack();

    /** The scope of a held lock: close it on the thread that took it. */
    interface LockHold extends AutoCloseable {
        @Override
        void close();
    }

    /** How long the platform waits for the global lock before it reports it busy. */
    Duration GLOBAL_LOCK_TIMEOUT = Duration.ofMillis(50);
}
