package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.http.metrics.RouteCounters;

@Timeout(60)
class MeterTest {
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = Wire.of();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    /** The client may have its answer a moment before the answer is counted. */
    private RouteCounters counted(String method, String route, long answers) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Optional<RouteCounters> found = counters(method, route);
        while (found.isEmpty() || sum(found.get().statuses().values()) < answers) {
            assertTrue(System.nanoTime() < end, method + " " + route + " has " + found);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            found = counters(method, route);
        }
        return found.get();
    }

    private Optional<RouteCounters> counters(String method, String route) {
        return wire.meters.counters().stream()
                .filter(c -> c.method().equals(method) && c.route().equals(route))
                .findFirst();
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void answersAreCountedByRouteAndStatus() throws Exception {
        assertTrue(counters("GET", "/things/").isEmpty());
        wire.get("/things/");
        wire.get("/things/");
        RouteCounters things = counted("GET", "/things/", 2);
        assertEquals(Map.of(200, 2L), things.statuses());
        assertEquals(2, sum(things.buckets()));
        assertEquals(things.bounds().size() + 1, things.buckets().size());
        assertTrue(things.seconds() > 0);
    }

    @Test
    void pathsWithOpenPartsAreOneRoute() throws Exception {
        for (int i = 0; i < 20; i++) {
            wire.get("/action_invocations/" + UUID.randomUUID());
        }
        String route = "/action_invocations/{id}";
        assertEquals(Map.of(404, 20L), counted("GET", route, 20).statuses());
        assertEquals(
                1,
                wire.meters.counters().stream()
                        .filter(c -> c.route().startsWith("/action"))
                        .count());
    }

    @Test
    void pathsWhereNothingIsAreOneRoute() throws Exception {
        for (int i = 0; i < 20; i++) {
            wire.get("/no/" + i);
        }
        assertEquals(Map.of(404, 20L), counted("ANY", "(none)", 20).statuses());
        assertFalse(wire.meters.counters().stream().anyMatch(c -> c.route().startsWith("/no")));
    }

    @Test
    void whatIsNotAllowedIsCountedToo() throws Exception {
        wire.send("DELETE", "/things/", null);
        assertEquals(Map.of(405, 1L), counted("ANY", "(other)", 1).statuses());
    }
}
