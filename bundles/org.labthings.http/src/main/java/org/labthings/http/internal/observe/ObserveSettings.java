package org.labthings.http.internal.observe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Limits and times of observations.
 *
 * @param maxObservers open WebSockets and event streams at most, together; one more is answered 503
 * @param queueMessages what waits for one slow observer, at most, in messages
 * @param queueBytes the same in bytes
 * @param historyMessages events and status changes of one affordance that are kept for those who
 *     come back, at most
 * @param historyBytes the same in bytes
 * @param resumeWindow how long they are kept after the last observer left
 * @param heartbeat an event stream that was sent nothing for this time gets a comment line
 * @param ping how often a WebSocket is pinged
 * @param stall an observer that takes nothing, or answers no ping, for this time is ended
 * @param maxRequest size of a WebSocket message from a client, at most, in bytes
 * @param endGrace how long writes in flight may take when the server stops
 */
public record ObserveSettings(
        int maxObservers,
        int queueMessages,
        long queueBytes,
        int historyMessages,
        long historyBytes,
        Duration resumeWindow,
        Duration heartbeat,
        Duration ping,
        Duration stall,
        int maxRequest,
        Duration endGrace) {
    /** What suits a laboratory server with the shipped JVM flags. */
    public static final ObserveSettings DEFAULT =
            new ObserveSettings(
                    512,
                    10_000,
                    4 << 20,
                    256,
                    256 << 10,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    64 << 10,
                    Duration.ofSeconds(1));

    /** How often connections are looked at: for the shortest of the times that matter. */
    Duration pace() {
        return Collections.min(List.of(heartbeat, ping, stall, resumeWindow)).dividedBy(4);
    }
}
