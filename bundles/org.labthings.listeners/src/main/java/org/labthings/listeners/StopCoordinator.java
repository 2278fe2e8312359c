package org.labthings.listeners;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Service that stops everything in order: listeners, then routers, then streams, then the rest. It
 * does so by itself when the framework begins to stop, before any bundle is stopped. From any
 * thread, a callback's included: the work is done on a thread of its own.
 */
@ProviderType
public interface StopCoordinator {
    /**
     * Stops all {@link StopParticipant}s. Calls that come meanwhile get the future of the first,
     * whose limit counts; one that comes later stops what there is then.
     *
     * @param limit for each participant
     * @return completes when it is done, whatever went wrong; never exceptionally. A copy
     */
    CompletableFuture<Void> stop(Duration limit);

    /** Stops all participants, then the whole server, as a signal would; returns at once. */
    void shutdown();

    /** {@return whether it was asked to stop, at any time} */
    boolean isStopping();
}
