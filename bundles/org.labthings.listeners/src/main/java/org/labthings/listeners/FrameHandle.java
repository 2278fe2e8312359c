package org.labthings.listeners;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** What was made of one submitted event. From any thread. */
@ProviderType
public interface FrameHandle {
    /** The event, and no other one, even if several were submitted together. */
    RoutedEvent event();

    /**
     * Completes when all is over; never exceptionally. A copy: completing or cancelling it changes
     * nothing for others.
     */
    CompletableFuture<FrameResult> result();
}
