package org.labthings.core;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** The platform, as its faces see it: one service. From any thread. */
@ProviderType
public interface ThingServer {
    /** Configuration PID of the server: {@code settings_folder}, {@code api_prefix} and so on. */
    String PID = "org.labthings.server";

    /** Prefix of all its paths: empty, or {@code /a} or {@code /a/b}. */
    String apiPrefix();

    /** Where settings files are. */
    Path settingsFolder();

    /** Whether a global lock is used. */
    boolean globalLockEnabled();

    /** Who holds the global lock. */
    Optional<LockHolder> globalLockHolder();

    /** All Things now. */
    Things things();

    /**
     * Tells when a bundle that was started beside the one it replaces is as far as it can come
     * while that one still runs: each of its Things is constructed, or has failed to be. Never
     * fails; whoever waits for it sets the limit.
     */
    CompletionStage<Void> rehearsed(Bundle bundle);

    /** Invocations. */
    Invocations invocations();

    /** Notifications. */
    Notifications notifications();

    /** Blobs. */
    BlobStore blobs();

    /** Who holds the global lock, and since when: {@code "heater.ramp"} or a thread's name. */
    record LockHolder(String who, Instant since) {}
}
