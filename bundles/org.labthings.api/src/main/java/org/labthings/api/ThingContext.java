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
    /** The name under which this Thing is served. */
    String name();

    /** The path of this Thing, with the API prefix, and with a slash at its end. */
    String path();

    /**
     * The logger of this Thing. Records written during an invocation become part of that
     * invocation's log. Levels below INFO are recorded only when the server runs with {@code
     * --debug}.
     */
    Logger logger();

    /** This Thing's folder for whatever it stores; it exists. */
    Path settingsFolder();

    /** The keyword arguments of the configuration, as JDK values, unmodifiable. */
    Map<String, Object> kwargs();

    /** The configuration's {@code application_config}: a copy, as JDK values; empty if none. */
    Optional<Map<String, Object>> applicationConfig();

    /**
     * The {@link Thing#state()} of every running Thing, by name, evaluated now on this thread.
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
     * @throws ServerNotRunningError once the Thing is closed
     */
    <R> CompletableFuture<R> submit(Callable<R> task);

    /**
     * Starts a named daemon thread for a loop such as a camera's. It is interrupted when the Thing
     * closes, and waited for during the closing deadline.
     *
     * @param loop should end soon after an interrupt
     */
    Thread startThread(String name, Runnable loop);

    /**
     * Takes the server's global lock for a scope. Waits at most 50 ms; re-entrant in one thread.
     *
     * @throws GlobalLockBusyError when someone else holds it
     * @throws FeatureNotEnabledError when the server runs without a global lock
     */
    LockHold holdGlobalLock();

    /** Whether the server runs with a global lock. */
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
