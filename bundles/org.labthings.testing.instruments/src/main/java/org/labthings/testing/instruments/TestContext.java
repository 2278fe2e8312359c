package org.labthings.testing.instruments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.api.AffordanceNames;
import org.labthings.api.FeatureNotEnabledError;
import org.labthings.api.ThingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A context without a server: {@code thing.open(context)}, and at the end {@code
 * context.close(thing)}, which fails when a thread of the Thing does not end.
 */
public final class TestContext implements ThingContext {
    private static final long DEADLINE_MILLIS = 20_000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Map<String, Object> kwargs;

    private final Path folder;
    private volatile String absence;

    /** Without arguments and without a folder. */
    public TestContext() {
        this(Map.of(), null);
    }

    /** With arguments of a configuration, and a folder that exists. */
    public TestContext(Map<String, Object> kwargs, Path folder) {
        this.kwargs = kwargs;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "thing";
    }

    @Override
    public String path() {
        return "/thing/";
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger("thing");
    }

    @Override
    public Path settingsFolder() {
        if (folder == null) {
            throw new UnsupportedOperationException("no folder in this test");
        }
        return folder;
    }

    @Override
    public Map<String, Object> kwargs() {
        return kwargs;
    }

    @Override
    public Optional<Map<String, Object>> applicationConfig() {
        return Optional.empty();
    }

    @Override
    public Map<String, Map<String, Object>> thingStates() {
        return Map.of();
    }

    @Override
    public Optional<AffordanceNames> affordances(String thing) {
        return Optional.empty();
    }

    @Override
    public <R> CompletableFuture<R> submit(Callable<R> task) {
        CompletableFuture<R> result = new CompletableFuture<>();
        startThread(
                "task",
                () -> {
                    try {
                        result.complete(task.call());
                    } catch (Throwable e) { // whatever it is, who waits is told
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    @Override
    public Thread startThread(String name, Runnable loop) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    @Override
    public LockHold holdGlobalLock() {
        throw new FeatureNotEnabledError("no global lock in this test");
    }

    @Override
    public boolean globalLockEnabled() {
        return false;
    }

    @Override
    public void instrumentAway(String reason) {
        absence = reason;
    }

    @Override
    public void instrumentBack() {
        absence = null;
    }

    /** Why the instrument is away, as the Thing said last. */
    public Optional<String> instrumentAbsence() {
        return Optional.ofNullable(absence);
    }

    /** What the platform does: closes the Thing, interrupts its threads, waits for them. */
    public void close(org.labthings.api.Thing thing) throws Exception {
        threads.forEach(Thread::interrupt);
        thing.close();
        for (Thread t : threads) {
            t.join(DEADLINE_MILLIS);
            if (t.isAlive()) {
                throw new AssertionError(
                        t.getName() + " does not end: " + List.of(t.getStackTrace()));
            }
        }
    }
}
