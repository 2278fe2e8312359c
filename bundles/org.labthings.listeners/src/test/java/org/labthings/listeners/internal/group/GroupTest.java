package org.labthings.listeners.internal.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.ListenerStartException;
import org.labthings.listeners.ManagedListener;
import org.labthings.listeners.ManagedListener.State;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.WatchOptions;

/** Starting and stopping together; tests of defects have their number in the specification. */
@Timeout(60)
class GroupTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Group group = group(List.of());

    private Group group(List<Path> folders) {
        return group(folders, null);
    }

    private Group group(List<Path> folders, Path memory) {
        Group.Plan plan =
                new Group.Plan(folders, WatchOptions.DEFAULT, 1000, Duration.ofMillis(300), memory);
        return new Group("test", plan, () -> {});
    }

    @AfterEach
    void end() {
        group.stopAll();
    }

    private final class Listener implements ManagedListener {
        private final String name;
        private final Exception failure;
        private State state = State.NEW;

        Listener(String name, Exception failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public void start() throws Exception {
            said.add("start " + name);
            if (failure != null) {
                state = State.FAILED;
                throw failure;
            }
            state = State.RUNNING;
        }

        @Override
        public void stop(Duration limit) {
            said.add("stop " + name);
            state = State.STOPPED;
            if (name.equals("rude")) {
                throw new IllegalStateException("no");
            }
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public CompletionStage<Void> whenStopped() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private void add(String name, int ranking) {
        group.add(name, name, ranking, new Listener(name, null));
    }

    @Test
    void startsByRankAndStopsInReverse() throws Exception {
        add("b", 2);
        add("rude", 1);
        add("a", 0);
        group.startAll();
        group.startAll();
        assertEquals(State.RUNNING, group.state());
        add("late", 5);
        assertEquals(
                List.of("a", "rude", "b", "late"),
                group.members().stream().map(m -> m.name()).toList());
        group.remove("b");
        group.stopAll();
        assertEquals(
                List.of(
                        "start a",
                        "start rude",
                        "start b",
                        "start late",
                        "stop b",
                        "stop late",
                        "stop rude",
                        "stop a"),
                said);
        assertEquals(State.STOPPED, group.state());
    }

    @Test
    void whenOneFailsTheStartedAreStopped() {
        add("a", 0);
        group.add("b", "b", 1, new Listener("b", new IllegalStateException("port taken")));
        add("c", 2);
        ListenerStartException e =
                assertThrows(ListenerStartException.class, () -> group.startAll());
        assertTrue(e.getMessage().contains("listener b failed"), e.getMessage());
        assertTrue(e.getMessage().contains("port taken"), e.getMessage());
        assertEquals(State.FAILED, group.state());
        assertEquals(e.getMessage(), group.reason());
        assertEquals(List.of("start a", "start b", "stop b", "stop a"), said);
    }

    @Test
    void aMissingFolderFailsTheStartAndLeavesNothing() throws Exception {
        group = group(List.of(folder.resolve("missing")));
        add("a", 0);
        assertThrows(ListenerStartException.class, () -> group.startAll());
        assertTrue(group.reason().contains("there is no such folder"), group.reason());
        assertTrue(said.contains("stop a"));
        Files.createDirectory(folder.resolve("missing"));
        group.startAll();
        assertEquals("", group.reason());
    }

    @Test
    void defect13StartReturnsAndAwaitStopBlocks() throws Exception {
        assertTrue(group.awaitStop(LIMIT), "before the start there is nothing to wait for");
        group.startAll();
        assertFalse(group.awaitStop(Duration.ofMillis(20)));
        CompletableFuture<Boolean> waiter =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return group.awaitStop(LIMIT);
                            } catch (InterruptedException e) {
                                return false;
                            }
                        });
        group.stopAll();
        assertTrue(waiter.get(20, TimeUnit.SECONDS));
    }

    @Test
    void defect14ShutdownTwiceAndBeforeTheStart() throws Exception {
        add("a", 0);
        group.stopAll();
        assertEquals(State.NEW, group.state());
        group.startAll();
        CompletableFuture<?>[] all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(group::stopAll);
        }
        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
        group.stopAll();
        assertEquals(List.of("start a", "stop a"), said);
        group.startAll();
        assertEquals(State.RUNNING, group.state());
    }

    @Test
    void stopFromWithinACallback() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        group.add(
                "callback",
                Route.to(
                                (event, frame) -> {
                                    group.stopAll();
                                    group.stopAll();
                                    said.add(group.state().toString());
                                    stopped.countDown();
                                    return null;
                                })
                        .debounce(Duration.ZERO, DebounceMode.LEADING));
        group.startAll();
        group.router().submit(RoutedEvent.of("/", "a", Change.CREATED));
        assertTrue(stopped.await(20, TimeUnit.SECONDS));
        assertTrue(group.awaitStop(LIMIT));
        assertEquals(List.of("STOPPED"), said);
    }

    @Test
    void callbacksStayAcrossARestart() throws Exception {
        group = group(List.of(folder));
        CountDownLatch twice = new CountDownLatch(2);
        group.add(
                "callback",
                Route.to(
                        (event, frame) -> {
                            twice.countDown();
                            return null;
                        }));
        group.startAll();
        Files.writeString(folder.resolve("a"), "x");
        while (twice.getCount() > 1) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        group.stopAll();
        group.startAll();
        Files.writeString(folder.resolve("b"), "x");
        assertTrue(twice.await(20, TimeUnit.SECONDS));
        group.removeRoute("callback");
        assertEquals(List.of(), group.router().routes());
    }

    private void tellInto(BlockingQueue<String> told) {
        group.add(
                "callback",
                Route.to(
                        (event, frame) -> {
                            told.add(event.name() + " " + event.changes());
                            return null;
                        }));
    }

    @Test
    void aStartTellsWhatCameSinceTheStopIfItIsToCatchUp(@TempDir Path data) throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Path memory = data.resolve("listeners/test.files");
        Files.writeString(folder.resolve("a"), "x");
        Files.writeString(folder.resolve("stays"), "x");
        group = group(List.of(folder), memory);
        tellInto(told);
        group.startAll();
        group.stopAll();
        Files.delete(folder.resolve("a"));
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/b c"), "x");
        group.startAll();
        assertEquals(
                Set.of("a [DELETED]", "sub/b c [CREATED]"),
                Set.of(next(told), next(told)),
                "of the group");
        group.stopAll();
        Files.writeString(folder.resolve("c"), "x");
        group = group(List.of(folder), memory);
        tellInto(told);
        group.startAll();
        assertEquals("c [CREATED]", next(told), "of the server, and nothing twice");
        group.stopAll();
        Files.writeString(folder.resolve("d"), "x");
        Files.writeString(memory, "something else");
        group = group(List.of(folder), memory);
        tellInto(told);
        group.startAll();
        Files.writeString(folder.resolve("e"), "x");
        assertTrue(next(told).startsWith("e ["), "a damaged memory keeps nobody from starting");
    }

    @Test
    void aStartTellsNothingOfWhatCameBeforeOtherwise() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        group = group(List.of(folder));
        tellInto(told);
        group.startAll();
        group.stopAll();
        Files.writeString(folder.resolve("before"), "x");
        group.startAll();
        Files.writeString(folder.resolve("after"), "x");
        assertTrue(next(told).startsWith("after ["));
    }

    private static String next(BlockingQueue<String> told) throws InterruptedException {
        String one = told.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertNotNull(one, "nothing was told");
        return one;
    }

    @Test
    void whatCountsAsToldIsWorkedOffBeforeItStops(@TempDir Path data) throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        Group.Plan plan =
                new Group.Plan(
                        List.of(folder), WatchOptions.DEFAULT, 1000, LIMIT, data.resolve("test"));
        group = new Group("test", plan, () -> {});
        group.add(
                "callback",
                Route.to(
                                (event, frame) -> {
                                    ran.countDown();
                                    return null;
                                })
                        .delay(Duration.ofMillis(100)));
        group.startAll();
        group.router().submit(RoutedEvent.of("/", "a", Change.CREATED));
        group.stopAll();
        assertEquals(0, ran.getCount(), "no start tells it again");
    }

    @Test
    void stoppingInTwoHalvesLetsEventsEnd() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        group.add(
                "callback",
                Route.to(
                                (event, frame) -> {
                                    ran.countDown();
                                    return null;
                                })
                        .delay(Duration.ofMillis(100)));
        add("a", 0);
        group.startAll();
        group.router().submit(RoutedEvent.of("/", "a", Change.CREATED));
        group.stopListeners();
        assertEquals(State.STOPPING, group.state());
        group.stopRouter();
        assertEquals(0, ran.getCount(), "what came before is worked off");
        assertEquals(State.STOPPED, group.state());
    }
}
