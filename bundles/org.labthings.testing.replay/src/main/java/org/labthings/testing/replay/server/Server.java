package org.labthings.testing.replay.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that a batch of sequences is replayed against. Called by one thread at a time; every
 * method may block.
 */
public interface Server extends AutoCloseable {
    /** Its base URL, without a slash at the end. */
    URI base();

    /** Where it keeps settings, when files there can be checked. */
    default Optional<Path> settingsFolder() {
        return Optional.empty();
    }

    /** Whether {@link #stop} and {@link #start} work. */
    default boolean restartable() {
        return false;
    }

    /** Stops it and waits until it is gone. */
    default void stop() {
        throw new UnsupportedOperationException("somebody else started " + base());
    }

    /**
     * Starts it and waits until it answers.
     *
     * @return false when it ended instead, or did not answer in time
     */
    default boolean start() {
        throw new UnsupportedOperationException("somebody else starts " + base());
    }

    /** Ends what was started for the batch. */
    @Override
    default void close() {}
}
