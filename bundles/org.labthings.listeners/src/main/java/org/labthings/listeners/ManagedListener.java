package org.labthings.listeners;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that listens until it is told to stop. Registered as a service with the property {@link
 * #GROUP} it belongs to the {@link ListenerGroup} of that name, which starts and stops it with the
 * others, in the order of {@code service.ranking}, the lowest first.
 */
@ConsumerType
public interface ManagedListener {
    /** Service property (String): the name of the listener, for people. */
    String NAME = "listener.name";

    /** Service property (String+): the groups it belongs to. */
    String GROUP = "listener.group";

    /** The state of a listener. */
    enum State {
        /** Never started. */
        NEW,
        /** Listens. */
        RUNNING,
        /** Is about to end. */
        STOPPING,
        /** Has ended, and can be started again. */
        STOPPED,
        /** Could not start, or ended by itself; can be started again. */
        FAILED
    }

    /**
     * Starts it, unless it runs. Does not wait for anything to come. Also after it was stopped.
     * From any thread.
     *
     * @throws Exception when it cannot listen, naming what and why; nothing is left running then
     */
    void start() throws Exception;

    /**
     * Stops it, unless it does not run, and waits until it has ended, at most as long as this. From
     * any thread, any number of times, also before it was started.
     *
     * @param limit how long at most; what has not ended then ends later
     */
    void stop(Duration limit);

    /** {@return what it does now} Must not block. */
    State state();

    /**
     * Completes when what runs now has ended; is complete when nothing runs.
     *
     * @return also completes normally when it fails
     */
    CompletionStage<Void> whenStopped();
}
