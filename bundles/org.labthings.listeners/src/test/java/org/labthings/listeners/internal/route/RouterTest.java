package org.labthings.listeners.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.listeners.CallbackResult;
import org.labthings.listeners.CallbackResult.Status;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.FrameDirective;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.FrameResult.Outcome;
import org.labthings.listeners.Registration;
import org.labthings.listeners.RoutedEvent;

/** The router; tests of defects of the original have their number in the specification. */
@Timeout(60)
class RouterTest extends RouterFixture {
    @Test
    void defect1AsynchronousCallbacksRun() throws Exception {
        CompletableFuture<Object> later = new CompletableFuture<>();
        router.register(plain((event, frame) -> later));
        FrameHandle handle = router.submit(event("a"));
        assertFalse(handle.result().isDone());
        later.complete(42);
        assertEquals(42, get(handle).results().get(0).value());
        CompletableFuture<Object> failing = new CompletableFuture<>();
        router.register(plain((event, frame) -> failing.thenApply(x -> x)).at("/other"));
        FrameHandle failed = router.submit(RoutedEvent.of("/other", "a", Change.CREATED));
        failing.completeExceptionally(new IOException("gone"));
        CallbackResult result =
                get(failed).results().stream()
                        .filter(r -> r.status() == Status.FAILED)
                        .findFirst()
                        .orElseThrow();
        assertEquals("gone", result.error().getMessage());
    }

    @Test
    void defect2FramesOfOneNameNeverOverlap() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        List<Set<Change>> seen = new CopyOnWriteArrayList<>();
        router.register(
                plain(
                        (event, frame) -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            seen.add(event.changes());
                            first.countDown();
                            release.await();
                            inside.decrementAndGet();
                            return null;
                        }));
        FrameHandle one = router.submit(RoutedEvent.of("/data", "a", Change.CREATED));
        assertTrue(first.await(20, TimeUnit.SECONDS));
        FrameHandle two = router.submit(RoutedEvent.of("/data", "a", Change.MODIFIED));
        FrameHandle three = router.submit(RoutedEvent.of("/data", "a", Change.DELETED));
        assertEquals(1, router.statistics().waiting(), "what comes meanwhile is one more frame");
        release.countDown();
        assertEquals(Outcome.COMPLETED, get(one).outcome());
        assertEquals(Outcome.COMPLETED, get(two).outcome());
        assertEquals(Outcome.COMPLETED, get(three).outcome());
        assertEquals(1, most.get());
        assertEquals(
                List.of(Set.of(Change.CREATED), Set.of(Change.MODIFIED, Change.DELETED)), seen);
    }

    @Test
    void defect3EachHandleIsOfItsOwnEvent() throws Exception {
        router.register(plain((event, frame) -> event.name()));
        List<FrameHandle> handles =
                router.submit(List.of(event("a"), event("b"), event("c"), event("d")));
        for (FrameHandle handle : handles) {
            assertEquals(handle.event().name(), get(handle).results().get(0).value());
        }
        assertEquals(
                List.of("a", "b", "c", "d"), handles.stream().map(h -> h.event().name()).toList());
    }

    @Test
    void defect5DelayTakesNoThread() throws Exception {
        Recorder late = new Recorder();
        router.register(plain(late).delay(LONG).named("late*"));
        Recorder soon = new Recorder();
        router.register(plain(soon).named("soon"));
        for (int i = 0; i < 500; i++) {
            router.submit(event("late" + i));
        }
        router.submit(event("soon"));
        assertEquals("soon", soon.await().name());
        assertEquals(List.of(), late.events());
    }

    @Test
    void defect8StagesHaveTimeoutsAndDirectives() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        router.register(
                plain(this::hold)
                        .timeout(Duration.ofMillis(50), FrameDirective.CONTINUE_WITHOUT)
                        .named("slow"));
        router.register(plain((e, f) -> order.add("2 after " + f.results().size())).stage(2));
        router.register(plain((e, f) -> order.add("1")).stage(1));
        router.register(plain((e, f) -> order.add("post 1")).stage(1).afterOthers());
        FrameResult result = get(router.submit(event("slow")));
        assertEquals(Outcome.COMPLETED, result.outcome());
        assertEquals(Status.TIMED_OUT, result.results().get(0).status());
        assertEquals(List.of("1", "post 1", "2 after 3"), order);
    }

    @Test
    void defect12NothingGrowsWithoutLimit() throws Exception {
        router.register(
                plain((e, f) -> "x".repeat(10_000))
                        .debounce(Duration.ofNanos(1), DebounceMode.LEADING));
        for (int i = 0; i < 30_000; i++) {
            while (get(router.submit(event("n" + i))).outcome() == Outcome.REFUSED) {
                router.awaitRoom(LIMIT);
            }
        }
        assertEquals(1000, router.recentFrames().size());
        assertEquals("n29999", router.recentFrames().get(999).event().name());
        assertTrue(router.recentFrames().get(0).results().get(0).length() < 300);
        assertTrue(router.windows() < 10, router.windows() + " debounce windows are kept");
        assertEquals(30_000, router.statistics().frames());
    }

    @Test
    void defect19ResultsSayWhyNothingRan() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Registration held =
                router.register(
                        plain(
                                        (e, f) -> {
                                            running.countDown();
                                            return hold(e, f);
                                        })
                                .named("held"));
        router.register(plain(new Recorder()).debounce(LONG, DebounceMode.LEADING).named("quick"));
        assertEquals(Outcome.NO_MATCH, get(router.submit(event("nobody's"))).outcome());
        assertEquals(Outcome.COMPLETED, get(router.submit(event("quick"))).outcome());
        assertEquals(Outcome.DEBOUNCED, get(router.submit(event("quick"))).outcome());
        FrameHandle handle = router.submit(event("held"));
        assertTrue(running.await(20, TimeUnit.SECONDS));
        held.close();
        FrameResult cancelled = get(handle);
        assertEquals(
                List.of(Status.CANCELLED),
                cancelled.results().stream().map(CallbackResult::status).toList());
        router.register(
                plain(
                                (e, f) -> {
                                    throw new IOException("broken");
                                })
                        .timeout(Duration.ZERO, FrameDirective.CANCEL_FRAME)
                        .named("failing"));
        assertEquals(Outcome.FAILED, get(router.submit(event("failing"))).outcome());
        router.shutdown(LIMIT);
        assertEquals(Outcome.REFUSED, get(router.submit(event("quick"))).outcome());
    }

    @Test
    void defect20TimeoutsKillNoWorker() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch interrupted = new CountDownLatch(100);
        router.register(
                plain(
                                (e, f) -> {
                                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                    try {
                                        return hold(e, f);
                                    } catch (InterruptedException x) {
                                        assertTrue(f.isCancelled());
                                        return "dropped";
                                    } finally {
                                        running.decrementAndGet();
                                        interrupted.countDown();
                                    }
                                })
                        .timeout(Duration.ofMillis(5), FrameDirective.CONTINUE_WITHOUT)
                        .named("n*"));
        List<FrameHandle> handles = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            handles.add(router.submit(event("n" + i)));
        }
        for (FrameHandle handle : handles) {
            CallbackResult result = get(handle).results().get(0);
            assertEquals(Status.TIMED_OUT, result.status());
            assertNull(result.value());
        }
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        assertTrue(most.get() <= 64, most + " threads at a time");
        int workers = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
        CyclicBarrier all = new CyclicBarrier(workers); // passed when each of them is there
        router.register(plain((e, f) -> all.await(20, TimeUnit.SECONDS)).named("then*"));
        List<FrameHandle> then = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            then.add(router.submit(event("then" + i)));
        }
        for (FrameHandle handle : then) {
            assertEquals(Status.SUCCEEDED, get(handle).results().get(0).status());
        }
    }

    @Test
    void callbacksThatHangDoNotStarveOthers() throws Exception {
        AtomicBoolean go = new AtomicBoolean();
        router.register(
                plain(
                                (e, f) -> {
                                    while (!go.get()) { // deaf to interrupts
                                        try {
                                            release.await();
                                        } catch (InterruptedException x) {
                                            continue;
                                        }
                                    }
                                    return null;
                                })
                        .timeout(Duration.ofMillis(5), FrameDirective.CONTINUE_WITHOUT)
                        .named("n*"));
        for (int i = 0; i < 32; i++) {
            get(router.submit(event("n" + i)));
        }
        Recorder recorder = new Recorder();
        router.register(plain(recorder).named("then"));
        router.submit(event("then"));
        assertEquals("then", recorder.await().name());
        assertEquals(32, router.statistics().stuck());
        go.set(true);
        release.countDown();
    }

    @Test
    void cancelledFramesStartNothingMore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Recorder never = new Recorder();
        router.register(
                plain(
                        (e, f) -> {
                            f.onCancel(told::countDown);
                            running.countDown();
                            return hold(e, f);
                        }));
        router.register(plain(never).delay(LONG));
        router.register(plain(never).afterOthers());
        router.register(plain(never).stage(1));
        router.register(
                plain(
                                (e, f) -> {
                                    running.await();
                                    return hold(e, f);
                                })
                        .timeout(Duration.ofMillis(50), FrameDirective.CANCEL_FRAME));
        FrameResult result = get(router.submit(event("a")));
        assertEquals(Outcome.FAILED, result.outcome());
        assertTrue(told.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(), never.events());
        assertEquals(
                List.of(Status.CANCELLED, Status.CANCELLED, Status.TIMED_OUT),
                result.results().stream()
                        .map(CallbackResult::status)
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList());
    }

    @Test
    void explicitCallbacksSkipMatchingAndDelay() throws Exception {
        Recorder recorder = new Recorder();
        FrameHandle handle = router.submit(event(".hidden"), List.of(recorder));
        assertEquals(Outcome.COMPLETED, get(handle).outcome());
        assertEquals(".hidden", recorder.await().name());
    }

    @Test
    void aMatcherThatFailsMatchesNothing() throws Exception {
        router.register(
                plain(new Recorder())
                        .matching(
                                e -> {
                                    throw new IllegalStateException("no");
                                }));
        assertEquals(Outcome.NO_MATCH, get(router.submit(event("a"))).outcome());
    }
}
