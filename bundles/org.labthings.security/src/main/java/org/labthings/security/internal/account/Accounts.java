package org.labthings.security.internal.account;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.security.Caller;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;

/**
 * All accounts at one moment, and which credentials were found good for them: a change of the
 * accounts makes another one of these, so nothing has to be invalidated. From any thread, without
 * locks.
 */
final class Accounts {
    private static final int MOST_VERIFIED = 1024;

    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<ByteBuffer, Entry> verified = new ConcurrentHashMap<>();

    /**
     * With these.
     *
     * @param users in any order
     * @param tokens expired ones may be among them
     */
    Accounts(List<User> users, List<Token> tokens) {
        users.forEach(u -> this.users.put(u.name(), u));
        tokens.forEach(t -> this.tokens.put(t.digest(), t));
    }

    /**
     * Good credentials.
     *
     * @param expires when they end, or null
     * @param local whether they are good on this machine only
     */
    record Entry(Caller caller, Instant expires, boolean local) {}

    /** The user of that name, or null. */
    User user(String name) {
        return users.get(name);
    }

    /** The token with that digest, or null. */
    Token token(String digest) {
        return tokens.get(digest);
    }

    /** Whether somebody chose to have users. */
    boolean hasChosenUsers() {
        return users.values().stream().anyMatch(u -> !u.generated());
    }

    boolean hasCredentials() {
        Instant now = Instant.now();
        return !users.isEmpty() || tokens.values().stream().anyMatch(t -> !t.isExpired(now));
    }

    boolean hasUsers() {
        return !users.isEmpty();
    }

    /** Whose these credentials are, if they were found good before. */
    Entry verified(ByteBuffer key) {
        return verified.get(key);
    }

    /** Remembers good credentials; when there are too many, all are checked once more. */
    void remember(ByteBuffer key, Entry entry) {
        if (verified.size() >= MOST_VERIFIED) {
            verified.clear();
        }
        verified.put(key, entry);
    }
}
