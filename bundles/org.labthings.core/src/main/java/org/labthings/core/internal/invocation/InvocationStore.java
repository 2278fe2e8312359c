package org.labthings.core.internal.invocation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.labthings.api.InvocationCancelledError;
import org.labthings.core.ActionCounters;
import org.labthings.core.InvocationLoad;
import org.labthings.core.InvocationRecord;
import org.labthings.core.Invocations;
import org.labthings.core.Notification;
import org.labthings.core.Problem;
import org.labthings.core.internal.notify.NotificationHub;
import org.slf4j.event.Level;

/**
 * Starts invocations and keeps them until they expire: by time, and, oldest finished ones first, by
 * count and by bytes; those of blobs in memory count too. The newest is kept however large it is.
 * The bounds may be exceeded by a quarter until the next sweep.
 */
public final class InvocationStore implements Invocations {
    private static final long FLOOR_MILLIS = 1000;

    private final ConcurrentSkipListMap<Long, ActionInvocation> all = new ConcurrentSkipListMap<>();
    private final Map<UUID, ActionInvocation> byId = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListMap<Long, ActionInvocation>> byAction =
            new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final InvocationWorkers workers;
    private final InvocationTally tally = new InvocationTally();
    private final Limits limits;
    private final NotificationHub hub;
    private final Level busyLevel;
    private final int mostKept;
    private final long mostBytes;
    private final AtomicLong finishedBytes = new AtomicLong(); // since the last sweep

    /**
     * An empty store.
     *
     * @param limits how many run, wait and are kept
     * @param hub told about every change of a status
     * @param busyLevel at which a busy global lock is logged
     */
    public InvocationStore(Limits limits, NotificationHub hub, Level busyLevel) {
        this.limits = limits;
        this.workers = new InvocationWorkers(limits.running(), limits.queued());
        this.hub = hub;
        this.busyLevel = busyLevel;
        this.mostKept = limits.kept();
        this.mostBytes = limits.keptBytes();
    }

    /** How many may run at once, wait for a worker, and be kept when finished. */
    public record Limits(int running, int queued, int kept, long keptBytes) {}

    /**
     * Registers an invocation, then starts it.
     *
     * @throws org.labthings.core.BusyException when the queue is full; nothing is registered then
     */
    public InvocationRecord start(ActionCall call) {
        ActionInvocation invocation = new ActionInvocation(call, this::publish);
        long number = sequence.incrementAndGet();
        add(number, invocation);
        publish(invocation, Notification.Kind.ACTION);
        InvocationRun run = new InvocationRun(invocation, call, busyLevel);
        try {
            if (call.emergency()) {
                workers.executeNow(run);
            } else {
                workers.execute(run);
            }
        } catch (RuntimeException e) {
            remove(number, invocation);
            throw e;
        }
        return invocation;
    }

    private void publish(ActionInvocation i, Notification.Kind kind) {
        if (hub.isObserved(i.thing(), i.action())) {
            byte[] json =
                    ('"' + i.state().status().wireName() + '"').getBytes(StandardCharsets.US_ASCII);
            hub.publish(kind, i.thing(), i.action(), json, i.id());
        }
        if (i.state().status().isFinal() && kind == Notification.Kind.ACTION) {
            tally.finished(i.thing(), i.action(), i.state());
        }
        if (i.state().status().isFinal() && finishedBytes.addAndGet(i.size()) > mostBytes / 4) {
            sweep();
        }
    }

    private void add(long number, ActionInvocation i) {
        byId.put(i.id(), i);
        all.put(number, i);
        byAction.compute(
                key(i.thing(), i.action()),
                (k, list) -> {
                    var now =
                            list == null
                                    ? new ConcurrentSkipListMap<Long, ActionInvocation>()
                                    : list;
                    now.put(number, i);
                    return now;
                });
    }

    private void remove(long number, ActionInvocation i) {
        all.remove(number);
        byId.remove(i.id());
        byAction.computeIfPresent(
                key(i.thing(), i.action()),
                (k, list) -> {
                    list.remove(number);
                    return list.isEmpty() ? null : list;
                });
    }

    /** Drops what has expired; called once a second, and when much has finished since. */
    public void sweep() {
        finishedBytes.set(0);
        Instant now = Instant.now();
        long bytes = 0;
        int finished = 0;
        for (Map.Entry<Long, ActionInvocation> e : all.descendingMap().entrySet()) {
            ActionInvocation i = e.getValue();
            if (!i.state().status().isFinal()) {
                continue;
            }
            bytes += i.size();
            finished++;
            boolean full = finished > mostKept || finished > 1 && bytes > mostBytes;
            if (full || i.expired(now, FLOOR_MILLIS)) {
                remove(e.getKey(), i);
            }
        }
    }

    /**
     * Asks every running invocation of a Thing to cancel and waits for them; after the grace their
     * threads are interrupted, and after the same time again they are left to themselves.
     *
     * @return names of the actions that still run
     */
    public List<String> cancelAll(String thing, Duration grace) throws InterruptedException {
        List<ActionInvocation> running =
                all.values().stream()
                        .filter(i -> i.thing().equals(thing) && !i.state().status().isFinal())
                        .toList();
        Problem gone =
                Problem.of(
                        new InvocationCancelledError(
                                "'" + thing + "' was closed before this action began."));
        running.forEach(i -> i.withdraw(gone));
        running.forEach(ActionInvocation::cancel);
        await(running, grace);
        List<ActionInvocation> left =
                running.stream().filter(i -> !i.state().status().isFinal()).toList();
        left.forEach(ActionInvocation::interrupt);
        await(left, grace);
        return left.stream()
                .filter(i -> !i.state().status().isFinal())
                .map(ActionInvocation::action)
                .distinct()
                .toList();
    }

    private static void await(Collection<ActionInvocation> some, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (ActionInvocation i : some) {
            try {
                i.whenDone()
                        .toCompletableFuture()
                        .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("An invocation never completes exceptionally", e);
            }
        }
    }

    @Override
    public Optional<InvocationRecord> find(UUID id) {
        return Optional.ofNullable(byId.get(id))
                .filter(InvocationStore::isKept)
                .map(InvocationRecord.class::cast);
    }

    @Override
    public List<InvocationRecord> list() {
        return kept(all.values());
    }

    @Override
    public List<InvocationRecord> list(String thing, String action) {
        var list = byAction.get(key(thing, action));
        return list == null ? List.of() : kept(list.values());
    }

    @Override
    public InvocationLoad load() {
        return new InvocationLoad(
                workers.running(),
                limits.running(),
                workers.queued(),
                limits.queued(),
                byId.size());
    }

    @Override
    public List<ActionCounters> counters() {
        return tally.counters();
    }

    /** What has expired is gone at once, though the sweep that frees it may come later. */
    private static boolean isKept(ActionInvocation i) {
        return !i.expired(Instant.now(), FLOOR_MILLIS);
    }

    private static List<InvocationRecord> kept(Collection<ActionInvocation> some) {
        Instant now = Instant.now();
        List<InvocationRecord> list = new ArrayList<>(some.size());
        for (ActionInvocation i : some) {
            if (!i.expired(now, FLOOR_MILLIS)) {
                list.add(i);
            }
        }
        return list;
    }

    /** Ends the workers; what runs is interrupted. */
    public void stop() {
        all.values().forEach(ActionInvocation::cancel);
        workers.stop();
    }

    private static String key(String thing, String action) {
        return thing + '/' + action;
    }
}
