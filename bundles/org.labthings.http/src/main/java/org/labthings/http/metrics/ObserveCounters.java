package org.labthings.http.metrics;

/**
 * What observations did since the start, for metrics; a snapshot.
 *
 * @param observers open WebSockets and event streams
 * @param limit how many there may be
 * @param topics affordances that are watched, or whose history is kept
 * @param sent messages that observers took
 * @param superseded property values and progress reports left out for slow observers, as a newer
 *     one was waiting
 * @param dropped events and status changes that slow observers lost
 * @param refused requests answered 503 because of the limit
 * @param stalled observers ended because they took nothing for too long
 */
public record ObserveCounters(
        int observers,
        int limit,
        int topics,
        long sent,
        long superseded,
        long dropped,
        long refused,
        long stalled) {}
