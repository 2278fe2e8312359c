package org.labthings.security.internal.account;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.labthings.security.Caller;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;

/** Short-lived credentials for URLs, in memory only. From any thread. */
final class Tickets {
    private static final int MOST = 4096;

    private final LongSupplier clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param clock in nanoseconds
     */
    Tickets(LongSupplier clock) {
        this.clock = clock;
    }

    private record Entry(Caller caller, String path, long end) {}

    /**
     * Makes one.
     *
     * @param path the only path it is good for, or null for what viewers may read
     * @return the secret; empty when there are too many
     */
    Optional<String> issue(Caller caller, String path, Duration life) {
        long now = clock.getAsLong();
        if (entries.size() >= MOST) {
            entries.values().removeIf(e -> e.end - now < 0);
        }
        if (entries.size() >= MOST) {
            return Optional.empty();
        }
        String secret = AccountStore.secret();
        Role role = path == null ? Role.VIEWER : caller.role();
        Caller bearer = new Caller(caller.name(), role, "ticket");
        entries.put(AccountStore.digest(secret), new Entry(bearer, path, now + life.toNanos()));
        return Optional.of(secret);
    }

    /** Whose a ticket is, if it is good for this path now. */
    Optional<Caller> redeem(String secret, String path) {
        Entry entry = entries.get(AccountStore.digest(secret));
        boolean good =
                entry != null
                        && clock.getAsLong() - entry.end < 0
                        && (entry.path == null || entry.path.equals(path));
        return good ? Optional.of(entry.caller) : Optional.empty();
    }

    /** Ends all: their owners may have gone. */
    void clear() {
        entries.clear();
    }
}
