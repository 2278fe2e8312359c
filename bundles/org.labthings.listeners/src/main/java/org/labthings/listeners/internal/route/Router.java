package org.labthings.listeners.internal.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameRecord;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.FrameResult.Outcome;
import org.labthings.listeners.Registration;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.RouterStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The router. One lock decides what is matched, debounced, queued and over; nothing foreign but
 * matchers is called in it.
 *
 * <pre>
 * event --matches--> leading edge ----------+--> frame of this name runs? --no--> FrameRun
 *            |                              |              yes
 *            +-----> trailing edge --timer--+               +--> one queued frame, then FrameRun
 * </pre>
 */
public final class Router implements EventRouter {
    private final Logger log;
    private final int limit;
    private final Workers workers;
    private final FrameHistory history = new FrameHistory();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final List<RouteEntry> entries = new CopyOnWriteArrayList<>();
    private final FrameTable frames; // guarded by lock, as all below
    private int trailing;
    private boolean closed;
    private long submitted;
    private long debounced;
    private long refused;

    /**
     * A router without routes.
     *
     * @param name for threads and log
     * @param limit how many frames may wait and run
     */
    public Router(String name, int limit) {
        this.log = LoggerFactory.getLogger("labthings.listeners." + name);
        this.limit = limit;
        this.workers = new Workers("labthings-listeners-" + name);
        this.frames = new FrameTable(workers, log, this::over);
    }

    @Override
    public Registration register(Route route) {
        RouteEntry entry = new RouteEntry(route);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "This router was shut down; ask its group for the present one");
            }
            entries.add(entry);
        } finally {
            lock.unlock();
        }
        return () -> remove(entry);
    }

    private void remove(RouteEntry entry) {
        List<PendingFrame> cancelled = new ArrayList<>();
        List<FrameRun> running;
        lock.lock();
        try {
            if (!entries.remove(entry)) {
                return;
            }
            entry.close();
            dropTrailing(entry, cancelled);
            frames.forget(entry);
            running = frames.running();
            less.signalAll();
        } finally {
            lock.unlock();
        }
        cancelled.forEach(h -> h.complete(Outcome.CANCELLED));
        running.forEach(f -> f.closed(entry));
    }

    private void dropTrailing(RouteEntry entry, List<PendingFrame> cancelled) {
        for (RouteEntry.Trailing waits : entry.trailing.values()) {
            waits.timer.cancel(false);
            cancelled.add(waits.handle);
        }
        trailing -= entry.trailing.size();
        entry.trailing.clear();
    }

    @Override
    public List<FrameHandle> submit(Collection<RoutedEvent> events) {
        List<FrameHandle> handles = new ArrayList<>(events.size());
        events.forEach(e -> handles.add(submit(e)));
        return handles;
    }

    @Override
    public FrameHandle submit(RoutedEvent event) {
        PendingFrame handle = new PendingFrame(event);
        AfterLock after = new AfterLock();
        lock.lock();
        try {
            if (takes(handle, after)) {
                match(event, handle, after);
            }
        } finally {
            lock.unlock();
        }
        after.happen();
        return handle;
    }

    @Override
    public FrameHandle submit(RoutedEvent event, List<EventCallback> callbacks) {
        List<RouteEntry> explicit =
                callbacks.stream().map(c -> new RouteEntry(Route.to(c))).toList();
        PendingFrame handle = new PendingFrame(event);
        AfterLock after = new AfterLock();
        lock.lock();
        try {
            if (takes(handle, after)) {
                frames.add(event, explicit, List.of(handle), false, after);
            }
        } finally {
            lock.unlock();
        }
        after.happen();
        return handle;
    }

    private boolean takes(PendingFrame handle, AfterLock after) {
        submitted++;
        if (closed || load() >= limit) {
            refused++;
            after.complete(handle, Outcome.REFUSED);
            return false;
        }
        return true;
    }

    private int load() {
        return frames.size() + trailing;
    }

    /** Debounce is consumed by what matches only. */
    private void match(RoutedEvent event, PendingFrame handle, AfterLock after) {
        EventKey key = EventKey.of(event);
        long now = System.nanoTime();
        List<RouteEntry> at = new ArrayList<>();
        boolean matched = false;
        boolean later = false;
        for (RouteEntry entry : entries) {
            if (!wants(entry, event)) {
                continue;
            }
            matched = true;
            DebounceMode mode = entry.route.mode();
            boolean none = entry.route.debounce().isZero();
            if (none || mode != DebounceMode.TRAILING && entry.passes(key, now)) {
                at.add(entry);
            } else if (mode != DebounceMode.LEADING) {
                trail(entry, key, event, handle, now, after);
                later = true;
            }
        }
        if (!at.isEmpty()) {
            frames.add(event, at, List.of(handle), true, after);
        } else if (!matched) {
            after.complete(handle, Outcome.NO_MATCH);
        } else if (!later) {
            debounced++;
            after.complete(handle, Outcome.DEBOUNCED);
        }
    }

    private boolean wants(RouteEntry entry, RoutedEvent event) {
        try {
            return entry.wants(event);
        } catch (RuntimeException e) {
            log.warn("{}: the matcher of a route failed: {}", event.name(), e.toString());
            return false;
        }
    }

    /** The last event stands for all; each new one puts it off. */
    private void trail(
            RouteEntry entry,
            EventKey key,
            RoutedEvent event,
            PendingFrame handle,
            long now,
            AfterLock after) {
        RouteEntry.Trailing waits = entry.trailing.get(key);
        if (waits == null) {
            waits = new RouteEntry.Trailing(event, handle, entry.latest(now));
            entry.trailing.put(key, waits);
            trailing++;
        } else {
            waits.timer.cancel(false);
            waits.event = event.with(waits.event.changes());
            if (waits.handle != handle) {
                debounced++;
                after.complete(waits.handle, Outcome.DEBOUNCED);
            }
            waits.handle = handle;
        }
        long wait = Math.min(entry.route.debounce().toNanos(), waits.latest - now);
        waits.timer = workers.schedule(() -> silent(entry, key), wait);
    }

    private void silent(RouteEntry entry, EventKey key) {
        AfterLock after = new AfterLock();
        lock.lock();
        try {
            RouteEntry.Trailing waits = entry.trailing.remove(key);
            if (waits != null) {
                trailing--;
                entry.passes(key, System.nanoTime()); // the next one is within a window again
                frames.add(waits.event, List.of(entry), List.of(waits.handle), true, after);
            }
        } finally {
            lock.unlock();
        }
        after.happen();
    }

    /** A frame has ended; what waited for that begins. */
    private void over(FrameRun run, FrameResult result) {
        history.add(run.event(), result);
        AfterLock after = new AfterLock();
        lock.lock();
        try {
            frames.over(run, after);
            less.signalAll();
        } finally {
            lock.unlock();
        }
        run.handles().forEach(h -> h.complete(result));
        after.happen();
    }

    @Override
    public boolean awaitRoom(Duration most) throws InterruptedException {
        return await(most, () -> closed || load() < limit) && !isShutdown();
    }

    @Override
    public boolean drain(Duration most) throws InterruptedException {
        return await(most, () -> trailing == 0 && frames.areOthersOver());
    }

    private interface State {
        boolean reached();
    }

    private boolean await(Duration most, State wanted) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (!wanted.reached()) {
                if (left <= 0) {
                    return false;
                }
                left = less.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean shutdown(Duration most) {
        List<PendingFrame> cancelled = new ArrayList<>();
        List<FrameRun> running;
        lock.lock();
        try {
            closed = true;
            entries.forEach(e -> dropTrailing(e, cancelled));
            cancelled.addAll(frames.dropWaiting());
            running = frames.running();
            less.signalAll();
        } finally {
            lock.unlock();
        }
        cancelled.forEach(h -> h.complete(Outcome.CANCELLED));
        running.forEach(FrameRun::cancelWaiting);
        boolean ended = awaitEnd(most);
        if (!ended) {
            left().forEach(FrameRun::abort);
        }
        workers.shutdown();
        entries.forEach(RouteEntry::close);
        entries.clear();
        return ended;
    }

    private boolean awaitEnd(Duration most) {
        try {
            return await(most, frames::areOthersOver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a callback of this router is what calls this. */
    public boolean isRunningHere() {
        lock.lock();
        try {
            return frames.running().stream().anyMatch(FrameRun::isRunningHere);
        } finally {
            lock.unlock();
        }
    }

    private List<FrameRun> left() {
        lock.lock();
        try {
            return frames.running().stream().filter(f -> !f.isRunningHere()).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<FrameRecord> recentFrames() {
        return history.records();
    }

    @Override
    public RouterStatistics statistics() {
        lock.lock();
        try {
            return new RouterStatistics(
                    entries.size(),
                    frames.waiting() + trailing,
                    frames.running().size(),
                    workers.stuckNow(),
                    submitted,
                    debounced,
                    refused,
                    history.frames(),
                    history.failures());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Route> routes() {
        return entries.stream().map(e -> e.route).toList();
    }

    /** How many names the debounce of all routes remembers, for tests. */
    int windows() {
        lock.lock();
        try {
            return entries.stream().mapToInt(RouteEntry::windows).sum();
        } finally {
            lock.unlock();
        }
    }
}
