package org.labthings.security.internal.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.labthings.security.Gatekeeper.Source;

/**
 * Makes guessing slow: after some wrong passwords from one place, or for one user, the next try has
 * to wait, twice as long each time. A try counts as wrong until it is known to be right, so that
 * many at once gain nothing. From any thread.
 */
final class Throttle {
    private static final int FREE_FOR_SOURCE = 5;
    private static final int FREE_FOR_USER = 20;
    private static final Duration LONGEST_FOR_SOURCE = Duration.ofMinutes(1);

    /** Short: others must not be able to lock somebody out. */
    private static final Duration LONGEST_FOR_USER = Duration.ofSeconds(15);

    private static final Duration FORGIVEN = Duration.ofMinutes(15);
    private static final int MOST = 4096;
    private static final int NETWORK_BYTES = 8;

    private final LongSupplier clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /**
     * Nobody has failed yet.
     *
     * @param clock in nanoseconds
     */
    Throttle(LongSupplier clock) {
        this.clock = clock;
    }

    private record Count(int failures, long last) {}

    /** How long somebody has to wait before the next try; zero for not at all. */
    Duration wait(Source from, String user) {
        Duration a = wait(source(from), FREE_FOR_SOURCE, LONGEST_FOR_SOURCE);
        Duration b = wait(user(user), FREE_FOR_USER, LONGEST_FOR_USER);
        return a.compareTo(b) > 0 ? a : b;
    }

    private Duration wait(String key, int free, Duration longest) {
        Count count = counts.get(key);
        if (count == null || count.failures < free) {
            return Duration.ZERO;
        }
        long nanos = Duration.ofSeconds(1L << Math.min(count.failures - free, 20)).toNanos();
        long left = Math.min(nanos, longest.toNanos()) - (clock.getAsLong() - count.last);
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** Somebody tries. */
    void tries(Source from, String user) {
        add(source(from));
        add(user(user));
    }

    /** It was right: this try is not held against the place, and none against the user. */
    void succeeded(Source from, String user) {
        counts.computeIfPresent(
                source(from), (k, c) -> c.failures <= 1 ? null : new Count(c.failures - 1, c.last));
        counts.remove(user(user));
    }

    private void add(String key) {
        long now = clock.getAsLong();
        if (counts.size() >= MOST) {
            makeRoom(now);
        }
        counts.compute(
                key,
                (k, c) ->
                        c == null || now - c.last > FORGIVEN.toNanos()
                                ? new Count(1, now)
                                : new Count(c.failures + 1, now));
    }

    /** What is forgiven goes first; then whatever failed least, which is not who attacks most. */
    private void makeRoom(long now) {
        counts.values().removeIf(c -> now - c.last > FORGIVEN.toNanos());
        int least = 1;
        while (counts.size() >= MOST) {
            int most = least++;
            counts.values().removeIf(c -> c.failures <= most);
        }
    }

    private static String user(String name) {
        return "user " + name;
    }

    /** An IPv6 network counts as one place: whoever has one address has all of it. */
    private static String source(Source from) {
        if (from.forwarded() != null) {
            return "for " + from.forwarded();
        }
        InetAddress address = from.address();
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        int counted = address instanceof Inet6Address ? NETWORK_BYTES : bytes.length;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, counted));
    }
}
