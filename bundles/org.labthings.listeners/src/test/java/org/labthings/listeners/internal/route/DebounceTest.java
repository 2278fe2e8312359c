package org.labthings.listeners.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult.Outcome;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;

/** Which of many events is the one. */
@Timeout(60)
class DebounceTest extends RouterFixture {
    @Test
    void defect4TheTrailingEdgeKeepsTheLastChange() throws Exception {
        Recorder recorder = new Recorder();
        router.register(
                Route.to(recorder)
                        .debounce(Duration.ofMillis(150), DebounceMode.TRAILING)
                        .delay(Duration.ZERO));
        List<FrameHandle> handles = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            handles.add(
                    router.submit(
                            RoutedEvent.of(
                                    "/data", "a", Change.values()[i % Change.values().length])));
        }
        FrameHandle other = router.submit(event("b"));
        assertEquals(Outcome.COMPLETED, get(handles.get(9)).outcome());
        assertEquals(Outcome.COMPLETED, get(other).outcome(), "names are independent");
        for (int i = 0; i < 9; i++) {
            assertEquals(Outcome.DEBOUNCED, get(handles.get(i)).outcome());
        }
        assertEquals(
                List.of("a", "b"),
                recorder.events().stream().map(RoutedEvent::name).sorted().toList());
        RoutedEvent a =
                recorder.events().stream().filter(e -> e.name().equals("a")).findFirst().get();
        assertEquals(Set.of(Change.values()), a.changes(), "it stands for all of them");
    }

    @Test
    void debounceWindowsThatStayOpenAreBounded() {
        router.register(plain(new Recorder()).debounce(LONG, DebounceMode.LEADING).delay(LONG));
        for (int i = 0; i < 12_000; i++) {
            router.submit(event("n" + i));
        }
        assertTrue(router.windows() <= 10_001, router.windows() + "");
        assertEquals(10_000, router.statistics().running(), "more are refused");
        assertEquals(2_000, router.statistics().refused());
    }

    @Test
    void theLeadingEdgeLetsOneThrough() throws Exception {
        Recorder recorder = new Recorder();
        router.register(
                Route.to(recorder)
                        .on(Change.MODIFIED)
                        .debounce(LONG, DebounceMode.LEADING)
                        .delay(Duration.ZERO));
        router.submit(RoutedEvent.of("/data", "a", Change.CREATED)); // consumes nothing
        List<FrameHandle> handles = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            handles.add(router.submit(event("a")));
        }
        handles.add(router.submit(event("b")));
        for (FrameHandle handle : handles) {
            get(handle);
        }
        assertEquals(
                List.of("a", "b"),
                recorder.events().stream().map(RoutedEvent::name).sorted().toList());
    }

    @Test
    void bothEdges() throws Exception {
        Recorder recorder = new Recorder();
        router.register(
                Route.to(recorder)
                        .debounce(Duration.ofMillis(100), DebounceMode.BOTH)
                        .delay(Duration.ZERO));
        get(router.submit(event("a")));
        router.submit(event("a"));
        assertEquals(Outcome.COMPLETED, get(router.submit(event("a"))).outcome());
        assertEquals(2, recorder.events().size());
    }

    @Test
    void aTrailingEdgeThatIsAlwaysPutOffComesNevertheless() throws Exception {
        Recorder recorder = new Recorder();
        router.register(
                Route.to(recorder)
                        .debounce(Duration.ofMillis(20), DebounceMode.TRAILING)
                        .delay(Duration.ZERO));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (recorder.events().isEmpty() && System.nanoTime() < end) {
            router.submit(event("a"));
        }
        assertFalse(recorder.events().isEmpty());
    }
}
