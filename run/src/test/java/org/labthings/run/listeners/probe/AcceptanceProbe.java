package org.labthings.run.listeners.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.labthings.listeners.CallbackResult;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.EventRouters;
import org.labthings.listeners.FileWatcher;
import org.labthings.listeners.FileWatchers;
import org.labthings.listeners.Frame;
import org.labthings.listeners.FrameDirective;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.ListenerGroup;
import org.labthings.listeners.ManagedListener.State;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.WatchOptions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * What a third party would write: packed as a bundle by the tests, it uses the services of the
 * run-time set and says what it saw. The acceptance checks have their number in the specification.
 */
@Component(service = Function.class, property = "lab.probe=listeners")
public class AcceptanceProbe implements Function<String, String> {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(100);

    private final BundleContext context;
    private final EventRouters routers;
    private final FileWatchers watchers;

    /** Called by Declarative Services. */
    @Activate
    public AcceptanceProbe(
            BundleContext context,
            @Reference EventRouters routers,
            @Reference FileWatchers watchers) {
        this.context = context;
        this.routers = routers;
        this.watchers = watchers;
    }

    /** Does a check, {@code name} or {@code name argument}; returns what it saw. */
    @Override
    public String apply(String check) {
        String[] words = check.split(" ", 2);
        EventRouter router = routers.create("probe");
        try {
            return switch (words[0]) {
                case "2" -> twoRouters(Path.of(words[1]));
                case "5" -> debounce(router);
                case "6" -> serialisation(router);
                case "7" -> timeouts(router);
                case "8" -> stages(router);
                case "9" -> folders(router, Path.of(words[1]));
                case "10" -> missingRoot(router, Path.of(words[1]));
                case "11" -> shutdown(router);
                case "group" -> group(words[1]);
                default -> "no such check";
            };
        } catch (Exception e) {
            return check + " failed: " + e;
        } finally {
            router.shutdown(LIMIT);
        }
    }

    private static Route plain(EventCallback callback) {
        return Route.to(callback)
                .debounce(Duration.ZERO, DebounceMode.LEADING)
                .delay(Duration.ZERO);
    }

    private static RoutedEvent event(String name) {
        return RoutedEvent.of("/data", name, Change.MODIFIED);
    }

    private static FrameResult get(FrameHandle handle) throws Exception {
        return handle.result().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private String twoRouters(Path folder) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        FileWatcher watcher = watchers.create("probe", WatchOptions.DEFAULT);
        List<EventRouter> both = List.of(routers.create("one"), routers.create("two"));
        for (EventRouter router : both) {
            String name = both.indexOf(router) + " ";
            router.register(plain((e, f) -> seen.add(name + e.name())).on(Change.CREATED));
            watcher.watch(folder, Set.of(), router);
        }
        watcher.start();
        try {
            Files.writeString(folder.resolve("a"), "x");
            Files.writeString(folder.resolve("last"), "x");
            List<String> all = new ArrayList<>();
            while (all.size() < 4) {
                String next = seen.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    break;
                }
                all.add(next);
            }
            return all.stream().sorted().toList() + " " + seen.size();
        } finally {
            watcher.stop(LIMIT);
            both.forEach(r -> r.shutdown(LIMIT));
        }
    }

    private String debounce(EventRouter router) throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        router.register(
                plain((e, f) -> calls.add("leading " + e.name()))
                        .on(Change.MODIFIED)
                        .debounce(LONG, DebounceMode.LEADING));
        router.register(
                plain((e, f) -> calls.add("trailing " + e.name()))
                        .on(Change.MODIFIED)
                        .debounce(Duration.ofMillis(200), DebounceMode.TRAILING));
        router.submit(RoutedEvent.of("/data", "a", Change.CREATED)); // matches nothing
        for (int i = 0; i < 10; i++) {
            router.submit(event("a"));
        }
        router.submit(event("b"));
        router.drain(LIMIT);
        return calls.stream().sorted().toList().toString();
    }

    private String serialisation(EventRouter router) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        router.register(
                plain(
                        (e, f) -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            running.countDown();
                            second.await(20, TimeUnit.SECONDS);
                            return inside.decrementAndGet();
                        }));
        FrameHandle first = router.submit(event("a"));
        running.await(20, TimeUnit.SECONDS);
        FrameHandle next = router.submit(event("a"));
        second.countDown();
        return get(first).outcome() + " " + get(next).outcome() + " " + most;
    }

    private static Object endless(RoutedEvent event, Frame frame) throws InterruptedException {
        new CountDownLatch(1).await();
        return null;
    }

    private String timeouts(EventRouter router) throws Exception {
        AtomicInteger posts = new AtomicInteger();
        router.register(plain((e, f) -> 42));
        router.register(plain((e, f) -> posts.incrementAndGet()).afterOthers());
        var slow =
                router.register(
                        plain(AcceptanceProbe::endless)
                                .timeout(Duration.ofMillis(50), FrameDirective.CONTINUE_WITHOUT));
        FrameResult without = get(router.submit(event("a")));
        boolean timedOut =
                without.results().stream()
                        .anyMatch(r -> r.error() instanceof TimeoutException && r.value() == null);
        boolean others =
                without.results().stream().anyMatch(r -> Integer.valueOf(42).equals(r.value()));
        slow.close();
        AtomicInteger waiting = new AtomicInteger();
        router.register(plain((e, f) -> waiting.incrementAndGet()).delay(LONG));
        router.register(
                plain(AcceptanceProbe::endless)
                        .timeout(Duration.ofMillis(50), FrameDirective.CANCEL_FRAME));
        FrameResult cancelled = get(router.submit(event("b")));
        return without.outcome()
                + " "
                + timedOut
                + " "
                + others
                + " "
                + cancelled.outcome()
                + " posts "
                + posts
                + " waiting "
                + waiting;
    }

    private String stages(EventRouter router) throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        router.register(plain((e, f) -> order.add("2:" + f.results().size())).stage(2));
        router.register(plain((e, f) -> order.add("1")).stage(1).delay(Duration.ofMillis(30)));
        router.register(
                plain(
                                (e, f) -> {
                                    order.add("1");
                                    throw new IllegalStateException("broken");
                                })
                        .stage(1));
        FrameResult result = get(router.submit(event("a")));
        long failed =
                result.results().stream()
                        .filter(r -> r.status() == CallbackResult.Status.FAILED)
                        .count();
        return order + " " + result.outcome() + " failed " + failed;
    }

    private String folders(EventRouter router, Path folder) throws Exception {
        BlockingQueue<RoutedEvent> seen = new LinkedBlockingQueue<>();
        router.register(plain(collect(seen)));
        FileWatcher watcher = watchers.create("probe", WatchOptions.DEFAULT);
        watcher.watch(folder, Set.of(), router);
        watcher.start();
        try {
            Path deep = Files.createDirectories(folder.resolve("x/y/z"));
            Files.writeString(deep.resolve("file"), "x");
            String made = next(seen, Change.CREATED);
            Files.move(folder.resolve("x"), folder.resolve("w"));
            return made + ", " + next(seen, Change.MOVED_TO);
        } finally {
            watcher.stop(LIMIT);
        }
    }

    private static EventCallback collect(BlockingQueue<RoutedEvent> seen) {
        return (event, frame) -> seen.add(event);
    }

    private static String next(BlockingQueue<RoutedEvent> seen, Change change) throws Exception {
        RoutedEvent event;
        do {
            event = seen.poll(20, TimeUnit.SECONDS);
        } while (event != null && !event.changes().contains(change));
        return event == null ? "nothing" : change + " " + event.name();
    }

    private String missingRoot(EventRouter router, Path folder) throws Exception {
        FileWatcher watcher = watchers.create("missing", WatchOptions.DEFAULT);
        watcher.watch(folder, Set.of(), router);
        try {
            watcher.start();
            return "it started";
        } catch (IOException e) {
            long threads =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(t -> t.getName().equals("labthings-watch-missing"))
                            .count();
            return e.getMessage().contains(folder.toString())
                    + " "
                    + watcher.state()
                    + " "
                    + threads;
        }
    }

    private String shutdown(EventRouter router) throws Exception {
        router.register(plain((e, f) -> router.shutdown(LIMIT)).named("inside"));
        CountDownLatch release = new CountDownLatch(1);
        router.register(plain((e, f) -> release.await(20, TimeUnit.SECONDS)).named("n*"));
        List<FrameHandle> handles = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            handles.add(router.submit(event("n" + i)));
        }
        EventRouter other = routers.create("other");
        other.shutdown(Duration.ofMillis(1)); // before it was used
        release.countDown();
        FrameHandle inside = router.submit(event("inside"));
        inside.result().get(20, TimeUnit.SECONDS);
        router.shutdown(LIMIT);
        router.shutdown(LIMIT);
        for (FrameHandle handle : handles) {
            get(handle);
        }
        return router.isShutdown() + " " + other.isShutdown();
    }

    /** A group that is configured: runs, is stopped from within a callback, and starts again. */
    private String group(String arguments) throws Exception {
        String[] words = arguments.split(" ", 2);
        Path folder = Path.of(words[1]);
        ServiceTracker<ListenerGroup, ListenerGroup> tracker =
                new ServiceTracker<>(
                        context,
                        context.createFilter(
                                "(&(objectClass="
                                        + ListenerGroup.class.getName()
                                        + ")("
                                        + ListenerGroup.NAME
                                        + "="
                                        + words[0]
                                        + "))"),
                        null);
        tracker.open();
        try {
            ListenerGroup group = tracker.waitForService(LIMIT.toMillis());
            if (group == null) {
                return "there is no group " + words[0];
            }
            group.startAll(); // or waits until it has started
            CountDownLatch called = new CountDownLatch(1);
            group.router()
                    .register(
                            plain(
                                    (e, f) -> {
                                        group.stopAll();
                                        called.countDown();
                                        return null;
                                    }));
            String running = group.state() + "";
            Files.writeString(folder.resolve("file" + System.nanoTime()), "x");
            boolean came = called.await(20, TimeUnit.SECONDS);
            boolean stopped = group.awaitStop(LIMIT);
            group.stopAll();
            boolean over = group.state() == State.STOPPED;
            group.startAll();
            return running + " " + came + " " + stopped + " " + over + " " + group.state();
        } finally {
            tracker.close();
        }
    }
}
