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

    /** The scope of a held lock: close it on the thread that took it. */
    interface LockHold extends AutoCloseable {
        @Override
        void close();
    }

    /** How long the platform waits for the global lock before it reports it busy. */
    Duration GLOBAL_LOCK_TIMEOUT = Duration.ofMillis(50);
}
