package org.labthings.listeners;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** What was made of one submitted event. From any thread. */
@ProviderType
public interface FrameHandle {
    /** {@return the event, and no other one, even if several were submitted together} */
    RoutedEvent event();

    /**
     * Completes when all is over, on a thread that must not be blocked; never exceptionally. A
     * copy: completing or cancelling it changes nothing for others.
     *
     * @return of the frame in which this event was handled, alone or with others
     */
    CompletableFuture<FrameResult> result();
}
