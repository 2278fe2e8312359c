package org.labthings.listeners.internal.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.FrameDirective;
import org.labthings.listeners.Route;

/** Service properties as routes. */
class ContributionTest {
    private static final EventCallback CALLBACK = (event, frame) -> null;

    private static Route route(Map<String, Object> properties) {
        return new Contribution(properties::get).route(CALLBACK);
    }

    @Test
    void defaults() {
        Route route = route(Map.of());
        assertEquals("*", route.endpoint());
        assertEquals(Set.of(), route.changes());
        assertEquals(Duration.ofMillis(200), route.debounce());
        assertEquals(Duration.ofMillis(30), route.delay());
        assertEquals(0, route.stage());
    }

    @Test
    void everythingGiven() {
        Route route =
                route(
                        Map.ofEntries(
                                Map.entry(EventCallback.ENDPOINT, "C:\\data"),
                                Map.entry(EventCallback.GLOB, new String[] {"*.csv", "*.txt"}),
                                Map.entry(EventCallback.CHANGES, List.of("created", "MODIFIED")),
                                Map.entry(EventCallback.DEBOUNCE, 500L),
                                Map.entry(EventCallback.DEBOUNCE_MODE, "trailing"),
                                Map.entry(EventCallback.DELAY, "10"),
                                Map.entry(EventCallback.TIMEOUT, 1000),
                                Map.entry(EventCallback.ON_FAILURE, "cancel_frame"),
                                Map.entry(EventCallback.STAGE, -2),
                                Map.entry(EventCallback.POST, "true")));
        assertEquals("C:/data", route.endpoint());
        assertEquals("[*.csv, *.txt]", route.matcher().toString());
        assertEquals(Set.of(Change.CREATED, Change.MODIFIED), route.changes());
        assertEquals(Duration.ofMillis(500), route.debounce());
        assertEquals(DebounceMode.TRAILING, route.mode());
        assertEquals(Duration.ofMillis(10), route.delay());
        assertEquals(Duration.ofSeconds(1), route.timeout());
        assertEquals(FrameDirective.CANCEL_FRAME, route.onFailure());
        assertEquals(-2, route.stage());
        assertTrue(route.post());
    }

    @ParameterizedTest
    @CsvSource({
        "route.debounce, soon",
        "route.delay, -1",
        "route.changes, renamed",
        "route.onFailure, ignore",
        "route.glob, @(a"
    })
    void whatCannotBeUnderstoodIsNamed(String key, String value) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> route(Map.of(key, value)));
        assertTrue(e.getMessage().contains(value), e.getMessage());
    }
}
