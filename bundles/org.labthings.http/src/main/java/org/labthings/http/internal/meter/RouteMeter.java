package org.labthings.http.internal.meter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.labthings.http.metrics.RouteCounters;

/** Counts the answers of one method of one route. From any thread, without locks. */
final class RouteMeter {
    /** What a client may get that did not wait for its answer. */
    static final int ABORTED = 499;

    private static final double[] BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10
    };
    private static final long[] NANOS =
            Arrays.stream(BOUNDS).mapToLong(s -> Math.round(s * 1e9)).toArray();
    private static final int LEAST = 100;
    private static final int MOST = 599;

    private final String method;
    private final String route;
    private volatile Cells cells; // most routes are never asked

    private static final class Cells {
        private final AtomicReferenceArray<Answers> statuses =
                new AtomicReferenceArray<>(MOST - LEAST + 1);
        private final LongAdder nanos = new LongAdder();
    }

    /** Those of one status; an answer costs one of these counters. */
    private static final class Answers {
        private final LongAdder[] buckets = new LongAdder[NANOS.length + 1];
        private final LongAdder untimed = new LongAdder();

        Answers() {
            Arrays.setAll(buckets, i -> new LongAdder());
        }

        long sum() {
            return Arrays.stream(buckets).mapToLong(LongAdder::sum).sum() + untimed.sum();
        }
    }

    RouteMeter(String method, String route) {
        this.method = method;
        this.route = route;
    }

    /**
     * One answer.
     *
     * @param nanos how long it took; negative when that says nothing
     */
    void answered(int status, long nanos) {
        Cells now = cells();
        Answers answers = answers(now, status);
        if (nanos >= 0) {
            answers.buckets[bucket(nanos)].increment();
            now.nanos.add(nanos);
        } else {
            answers.untimed.increment();
        }
    }

    private Cells cells() {
        Cells now = cells;
        if (now == null) {
            synchronized (this) {
                now = cells;
                if (now == null) {
                    now = new Cells();
                    cells = now;
                }
            }
        }
        return now;
    }

    private static Answers answers(Cells now, int status) {
        int i = Math.min(MOST, Math.max(LEAST, status)) - LEAST;
        Answers answers = now.statuses.get(i);
        if (answers == null) {
            now.statuses.compareAndSet(i, null, new Answers());
            answers = now.statuses.get(i);
        }
        return answers;
    }

    /** Most answers are in the first one. */
    private static int bucket(long nanos) {
        int i = 0;
        while (i < NANOS.length && nanos > NANOS[i]) {
            i++;
        }
        return i;
    }

    /** Null when it was never asked. */
    RouteCounters counters() {
        Cells now = cells;
        if (now == null) {
            return null;
        }
        Map<Integer, Long> statuses = new TreeMap<>();
        long[] sums = new long[NANOS.length + 1];
        for (int i = 0; i < now.statuses.length(); i++) {
            Answers answers = now.statuses.get(i);
            if (answers != null) {
                statuses.put(i + LEAST, answers.sum());
                Arrays.setAll(sums, bucket -> sums[bucket] + answers.buckets[bucket].sum());
            }
        }
        List<Long> buckets = Arrays.stream(sums).boxed().toList();
        double seconds = now.nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
        return new RouteCounters(
                method, route, statuses, Arrays.stream(BOUNDS).boxed().toList(), buckets, seconds);
    }
}
