package org.labthings.http.metrics;

import java.util.List;
import java.util.Map;

/**
 * Requests to one route; a snapshot. Responses that go on for more than a second by their nature,
 * live and event streams, are counted when they end, and take no part in the latencies.
 *
 * @param method GET, PUT and so on, {@code EVENTS} for a GET that asked for an event stream, {@code
 *     WEBSOCKET} for a handshake
 * @param route the path with its open parts in braces, with the server's prefix; {@code (servlet)}
 *     for everything that servlets answer, {@code (none)} where nothing is, {@code (other)} for
 *     routes beyond the number that is told apart
 * @param statuses HTTP status to number of answers; 499 for those that the client did not wait for
 * @param bounds upper bounds of the latencies' buckets in seconds, ascending; the last bucket has
 *     none
 * @param buckets answers in each bucket, one more than there are bounds; not cumulated
 * @param seconds sum of the latencies
 */
public record RouteCounters(
        String method,
        String route,
        Map<Integer, Long> statuses,
        List<Double> bounds,
        List<Long> buckets,
        double seconds) {}
