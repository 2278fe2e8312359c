package org.labthings.listeners;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that has something to end, in its turn, when the server stops. */
@ConsumerType
public interface StopParticipant {
    /** Service property (Integer): its turn; the lowest first, those of one rank side by side. */
    String RANK = "stop.rank";

    /** Rank of what brings new events. */
    int LISTENERS = 100;

    /** Rank of what works on events: it lets them end. */
    int ROUTERS = 200;

    /** Rank of what sends for as long as it is not told otherwise: sockets and streams. */
    int STREAMS = 300;

    /** Rank of what must come after all streams have ended. */
    int HTTP = 400;

    /** Rank of what must come after HTTP. */
    int DRIVERS = 500;

    /**
     * Ends it. Called at most once for each stop, on a thread of the coordinator's.
     *
     * @param limit after which it is no longer waited for
     * @throws Exception is logged, and keeps nobody else from being stopped
     */
    void stop(Duration limit) throws Exception;
}
