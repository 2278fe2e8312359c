package org.labthings.http.metrics;

/**
 * What live streams did since the start, for metrics; a snapshot.
 *
 * @param clients open responses now
 * @param limit how many there may be
 * @param framesIn frames that were laid out for sending
 * @param framesSent frames that clients took, each client counted
 * @param framesSkipped frames that a client was too slow for, each client counted
 * @param framesLost frames that nobody got: the pool was exhausted or no thread was free in time
 * @param buffers buffers in memory now, in use or not
 * @param bufferBytes their size
 * @param refused requests answered 503 because of the limit
 * @param timedOut clients ended because they did not take a frame in time
 */
public record StreamCounters(
        int clients,
        int limit,
        long framesIn,
        long framesSent,
        long framesSkipped,
        long framesLost,
        int buffers,
        long bufferBytes,
        long refused,
        long timedOut) {}
