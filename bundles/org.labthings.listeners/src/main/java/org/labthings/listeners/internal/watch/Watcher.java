package org.labthings.listeners.internal.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.listeners.Change;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.FileStamp;
import org.labthings.listeners.FileWatcher;
import org.labthings.listeners.Registration;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.watch.WatchedRoot.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watcher. Its thread lives from start to stop; a further start makes another one. What is
 * known of the folders is kept in between, so that what happens meanwhile is told at the next
 * start.
 *
 * <pre>
 * notifications --Batch--> Comparison with what is known --Difference--> unsent --> routers
 * </pre>
 */
public final class Watcher implements FileWatcher {
    /** Notifications that come within this time of each other are looked at together. */
    private static final long GATHER_MILLIS = 20;

    private static final int GATHER_MOST = 5_000;
    private static final long TICK_MILLIS = 100;
    private static final long ROOT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String name;
    private final WatchOptions options;
    private final Logger log;
    private final Object lock = new Object();
    private final Scanner scanner; // guarded by lock, as all below
    private final RootLook look;
    private final Map<Path, WatchedRoot> roots = new LinkedHashMap<>();
    private State state = State.NEW;
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
    private Thread thread;
    private WatchService service;
    private long lastPresence;
    private volatile boolean stopping;

    /** A watcher that does not run. */
    public Watcher(String name, WatchOptions options) {
        this.name = name;
        this.options = options;
        this.log = LoggerFactory.getLogger("labthings.listeners." + name);
        this.scanner = new Scanner(options, log);
        this.look = new RootLook(scanner, options, log);
    }

    @Override
    public Registration watch(Path root, Set<Change> changes, EventRouter target)
            throws IOException {
        return watch(root, changes, target, null);
    }

    @Override
    public Registration watch(
            Path root, Set<Change> changes, EventRouter target, Map<String, FileStamp> known)
            throws IOException {
        Path path = root.toAbsolutePath().normalize();
        Target added = new Target(target, changes);
        synchronized (lock) {
            WatchedRoot watched = roots.get(path);
            if (watched == null) {
                watched = new WatchedRoot(path);
                watched.known = known == null ? null : Map.copyOf(known);
                if (state == State.RUNNING) {
                    look.first(watched, service == null);
                }
                roots.put(path, watched);
            }
            watched.targets.add(added);
        }
        return () -> remove(path, added);
    }

    private void remove(Path path, Target target) {
        synchronized (lock) {
            WatchedRoot watched = roots.get(path);
            if (watched != null && watched.targets.remove(target) && watched.targets.isEmpty()) {
                roots.remove(path);
                look.unwatch(watched);
            }
        }
    }

    @Override
    public void start() throws IOException {
        synchronized (lock) {
            if (state == State.RUNNING) {
                return;
            }
            if (state == State.STOPPING) {
                throw new IOException(name + " is still stopping; start it again in a moment");
            }
            stopping = false;
            try {
                service =
                        options.polling().isZero()
                                ? FileSystems.getDefault().newWatchService()
                                : null;
                scanner.use(service);
                for (WatchedRoot root : roots.values()) {
                    look.first(root, service == null);
                }
            } catch (IOException | RuntimeException e) {
                state = State.FAILED;
                closeService();
                throw e;
            }
            state = State.RUNNING;
            ended = new CompletableFuture<>();
            CompletableFuture<Void> over = ended;
            thread = new Thread(() -> run(over), "labthings-watch-" + name);
            thread.setDaemon(true);
            thread.start();
        }
        log.debug("watches {}", roots.keySet());
    }

    private void run(CompletableFuture<Void> over) {
        State end = State.STOPPED;
        try {
            send();
            while (!stopping) {
                turn();
            }
            lastTurn();
        } catch (InterruptedException e) {
            log.debug("interrupted at its start");
        } catch (IOException | RuntimeException e) {
            log.error("{} ends, because {}", name, e.toString(), e);
            end = State.FAILED;
        } finally {
            synchronized (lock) {
                roots.values().forEach(look::unwatch);
                closeService();
                state = end;
                thread = null;
            }
            over.complete(null);
        }
    }

    private void turn() throws IOException {
        try {
            Batch batch = gather();
            compare(batch);
            send();
        } catch (InterruptedException e) {
            stopping = true; // nobody else interrupts this thread
        } catch (RuntimeException e) { // whatever it is, nothing is lost by looking at everything
            log.error("{}: everything is looked at anew, because {}", name, e.toString(), e);
            synchronized (lock) {
                for (WatchedRoot root : roots.values()) {
                    if (look.isPresent(root)) {
                        look.whole(root);
                    }
                }
            }
        }
    }

    /** What was notified before the stop is told. */
    private void lastTurn() throws IOException {
        Batch batch = new Batch();
        if (service != null) {
            for (WatchKey k = service.poll(); k != null; k = service.poll()) {
                take(k, batch);
            }
        }
        compare(batch);
        try {
            send();
        } catch (InterruptedException e) {
            log.debug("interrupted at its end");
        }
    }

    private Batch gather() throws InterruptedException {
        Batch batch = new Batch();
        if (service == null) {
            pause();
            return batch;
        }
        WatchKey key = service.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null) {
            take(key, batch);
            key =
                    batch.size() > GATHER_MOST
                            ? null
                            : service.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
        return batch;
    }

    private void pause() throws InterruptedException {
        synchronized (lock) {
            if (!stopping) {
                long millis = look.interval().toMillis();
                lock.wait(Math.max(1, Math.min(TICK_MILLIS, millis)));
            }
        }
    }

    private void take(WatchKey key, Batch batch) {
        synchronized (lock) {
            Set<FolderNode> folders = scanner.watched(key);
            if (folders.isEmpty()) {
                log.debug("a notification of a folder that is not watched any more");
            }
            for (WatchEvent<?> event : key.pollEvents()) {
                folders.forEach(folder -> batch.add(folder, event));
            }
            key.reset(); // if it cannot be, its folder is gone, which its parent tells
        }
    }

    private void compare(Batch batch) throws IOException {
        synchronized (lock) {
            long now = System.nanoTime();
            boolean presence = now - lastPresence >= ROOT_NANOS || !batch.isEmpty();
            for (WatchedRoot root : roots.values()) {
                if (!presence || look.isPresent(root)) {
                    look.again(root, batch, now);
                }
            }
            lastPresence = presence ? now : lastPresence;
        }
    }

    /** Hands on what no router has taken yet, outside of the lock; waits while there is no room. */
    private void send() throws InterruptedException {
        List<WatchedRoot> all;
        synchronized (lock) {
            all = new ArrayList<>(roots.values());
        }
        for (WatchedRoot root : all) {
            new Delivery(root, lock, () -> stopping).send();
        }
    }

    @Override
    public void stop(Duration limit) {
        Thread running;
        CompletableFuture<Void> over;
        synchronized (lock) {
            if (state == State.NEW || state == State.FAILED && thread == null) {
                return;
            }
            running = thread;
            over = ended;
            if (state == State.RUNNING) {
                state = State.STOPPING;
                stopping = true;
                lock.notifyAll();
                if (running != null && running != Thread.currentThread()) {
                    running.interrupt();
                }
            }
        }
        if (running != null && running != Thread.currentThread()) {
            await(over, limit);
        }
    }

    private void await(CompletableFuture<Void> over, Duration limit) {
        try {
            over.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} does not end within {} ms", name, limit.toMillis());
        }
    }

    private void closeService() {
        scanner.use(null);
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                log.warn("{}: the notifications cannot be closed: {}", name, e.toString());
            }
            service = null;
        }
    }

    @Override
    public State state() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public CompletionStage<Void> whenStopped() {
        synchronized (lock) {
            return ended.copy();
        }
    }

    @Override
    public Map<String, FileStamp> index(Path root) {
        synchronized (lock) {
            WatchedRoot watched = roots.get(root.toAbsolutePath().normalize());
            return watched == null ? new HashMap<>() : watched.index();
        }
    }

    @Override
    public boolean isPresent(Path root) {
        synchronized (lock) {
            WatchedRoot watched = roots.get(root.toAbsolutePath().normalize());
            return watched != null && watched.present;
        }
    }
}
