package org.labthings.listeners.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.route.Router;

/** A watcher of a folder, and what it has said. */
abstract class WatcherFixture {
    static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path temporary;
    Path root;
    final Router router = new Router("watch-test", 10_000);
    private final List<Watcher> watchers = new ArrayList<>();
    private final BlockingQueue<RoutedEvent> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("root"));
        router.register(collecting(events));
    }

    @AfterEach
    void end() {
        watchers.forEach(w -> w.stop(LIMIT));
        router.shutdown(LIMIT);
    }

    static Route collecting(BlockingQueue<RoutedEvent> events) {
        return Route.to((event, frame) -> events.add(event))
                .named("**")
                .debounce(Duration.ZERO, DebounceMode.LEADING)
                .delay(Duration.ZERO);
    }

    Watcher watcher(WatchOptions options) {
        Watcher watcher = new Watcher("test", options);
        watchers.add(watcher);
        return watcher;
    }

    /** A watcher of the root that runs. */
    Watcher started() throws IOException {
        Watcher watcher = watcher(WatchOptions.DEFAULT);
        watcher.watch(root, Set.of(), router);
        watcher.start();
        return watcher;
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Waits until each of these was said, such as {@code CREATED a/b}; other things may be too. */
    void await(String... wanted) throws InterruptedException {
        Set<String> left = new HashSet<>(Set.of(wanted));
        List<RoutedEvent> seen = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!left.isEmpty()) {
            RoutedEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError(left + " did not come, but " + seen);
            }
            seen.add(event);
            for (Change change : event.changes()) {
                left.remove(change + " " + event.name());
            }
        }
    }

    /** What was said and not waited for, once a file of this name has been noticed. */
    List<RoutedEvent> upTo(String marker) throws Exception {
        write(marker, "x");
        List<RoutedEvent> seen = new ArrayList<>();
        while (true) {
            RoutedEvent event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError(marker + " did not come, but " + seen);
            }
            if (event.name().equals(marker)) {
                return seen;
            }
            seen.add(event);
        }
    }
}
