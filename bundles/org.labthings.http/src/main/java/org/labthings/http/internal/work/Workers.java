package org.labthings.http.internal.work;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Where code runs that may block: virtual threads where the JVM has them, else bounded pools. What
 * the platform itself does, and what must not wait for a driver (cancelling is answered without a
 * thread, an emergency action is not), has threads of its own.
 */
public final class Workers {
    private static final int IDLE_MILLIS = 30_000;
    private static final int WAITING_PER_LANE = 256;
    private static final int OWN_THREADS = 8;
    private static final int STREAMS = 64;

    private final Map<String, Lane> things = new ConcurrentHashMap<>();
    private final int threads;
    private final QueuedThreadPool driverPool;
    private final QueuedThreadPool ownPool;
    private final QueuedThreadPool streamPool;
    private final Executor drivers;
    private final Lane platform;
    private final Lane urgent;
    private final Lane streams;
    private final Lane extensions;

    /**
     * Starts the workers.
     *
     * @param threads how many requests run driver code at a time
     */
    public Workers(int threads) {
        this.threads = threads;
        Executor virtual = VirtualThreads.getDefaultVirtualThreadsExecutor();
        driverPool = virtual == null ? pool("http-work", threads, 4 * WAITING_PER_LANE) : null;
        ownPool = virtual == null ? pool("http-own", OWN_THREADS, WAITING_PER_LANE) : null;
        streamPool = virtual == null ? pool("http-stream", STREAMS, STREAMS) : null;
        drivers = virtual == null ? driverPool : virtual;
        Executor own = virtual == null ? ownPool : virtual;
        platform = new Lane("the server", own, OWN_THREADS / 2, WAITING_PER_LANE);
        urgent = new Lane("emergency actions", own, OWN_THREADS / 2, WAITING_PER_LANE);
        extensions = new Lane("extensions", drivers, share(threads), WAITING_PER_LANE);
        streams = new Lane("streams", virtual == null ? streamPool : virtual, STREAMS, 0);
    }

    private static QueuedThreadPool pool(String name, int threads, int waiting) {
        QueuedThreadPool pool =
                new QueuedThreadPool(
                        threads, 0, IDLE_MILLIS, 0, new LinkedBlockingQueue<>(waiting), null);
        pool.setName(name);
        pool.setDaemon(true);
        LifeCycle.start(pool);
        return pool;
    }

    /** The share of one Thing, the same for every version of it: a quarter of all. */
    public Lane thing(String name) {
        return things.computeIfAbsent(
                name, n -> new Lane(n, drivers, share(threads), WAITING_PER_LANE));
    }

    private static int share(int threads) {
        return Math.max(1, threads / 4);
    }

    /** The share of all extensions of the server together: that of one Thing. */
    public Lane extensions() {
        return extensions;
    }

    /** For the platform's own answers that may take a while. */
    public Lane platform() {
        return platform;
    }

    /** For starting actions that go before everything else. */
    public Lane urgent() {
        return urgent;
    }

    /** For answers of drivers that are written while they are produced. */
    public Lane streams() {
        return streams;
    }

    /** Forgets the shares of Things that are gone; what runs there ends as usual. */
    public void retain(Set<String> names) {
        things.keySet().retainAll(names);
    }

    /** Stops taking work; what runs is interrupted. */
    public void stop() {
        for (QueuedThreadPool pool : new QueuedThreadPool[] {driverPool, ownPool, streamPool}) {
            if (pool != null) {
                pool.setStopTimeout(100);
                LifeCycle.stop(pool);
            }
        }
    }
}
