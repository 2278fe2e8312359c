package org.labthings.core.internal.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.labthings.core.ActionCounters;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;

/** Counts finished invocations by action. The counters outlive an upgrade. From any thread. */
final class InvocationTally {
    private static final int MOST_ACTIONS = 1000;
    private static final Key OTHER = new Key("(other)", "(other)");

    private final Map<Key, Count> counts = new ConcurrentHashMap<>();

    private record Key(String thing, String action) {}

    private static final class Count {
        private final Map<InvocationStatus, LongAdder> finished =
                new EnumMap<>(InvocationStatus.class);
        private final LongAdder nanos = new LongAdder();

        Count() {
            for (InvocationStatus status : InvocationStatus.values()) {
                if (status.isFinal()) {
                    finished.put(status, new LongAdder());
                }
            }
        }
    }

    void finished(String thing, String action, InvocationRecord.State state) {
        Key key = new Key(thing, action);
        if (!counts.containsKey(key) && counts.size() >= MOST_ACTIONS) {
            key = OTHER;
        }
        Count count = counts.computeIfAbsent(key, k -> new Count());
        count.finished.get(state.status()).increment();
        Instant started = state.started();
        if (started != null && state.completed() != null) {
            count.nanos.add(Duration.between(started, state.completed()).toNanos());
        }
    }

    List<ActionCounters> counters() {
        return counts.entrySet().stream().map(e -> counters(e.getKey(), e.getValue())).toList();
    }

    private static ActionCounters counters(Key key, Count count) {
        Map<InvocationStatus, Long> finished = new EnumMap<>(InvocationStatus.class);
        count.finished.forEach((status, number) -> finished.put(status, number.sum()));
        double seconds = count.nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
        return new ActionCounters(key.thing(), key.action(), finished, seconds);
    }
}
