package org.labthings.security.internal.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper.Source;
import org.labthings.security.Role;
import org.labthings.security.internal.audit.AuditTrail;
import org.labthings.security.store.AccountStore;
import org.labthings.security.store.Passwords;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;

/**
 * Checks credentials. What was right before is found in memory; a token is a look into a map; a
 * password is hashed on a thread of its own, one at a time, and a wrong one slows the next down.
 * From any thread.
 */
public final class LoginDesk {
    private static final String WRONG = "The name, password or token is wrong";
    private static final String LOCAL = "local";

    /** For names that are unknown: saying no takes as long as for those that are known. */
    private static final String NOBODY =
            "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    private final Executor hashing;
    private final BiPredicate<byte[], String> matches;
    private final AuditTrail audit;
    private final Throttle throttle;
    private final Tickets tickets;
    private final CredentialKeys keys = new CredentialKeys();
    private final Map<ByteBuffer, CompletableFuture<Answer>> pending = new ConcurrentHashMap<>();
    private volatile Accounts accounts;
    private volatile String localDigest;

    /**
     * Without accounts yet: {@link #use} tells which there are.
     *
     * @param hashing where passwords are hashed; rejects what is too much
     * @param clock in nanoseconds
     */
    public LoginDesk(Executor hashing, AuditTrail audit, LongSupplier clock) {
        this(hashing, audit, clock, Passwords::matches);
    }

    /** With another way to compare a password with a hash, for tests: theirs takes no time. */
    LoginDesk(
            Executor hashing,
            AuditTrail audit,
            LongSupplier clock,
            BiPredicate<byte[], String> matches) {
        this.hashing = hashing;
        this.matches = matches;
        this.audit = audit;
        this.throttle = new Throttle(clock);
        this.tickets = new Tickets(clock);
        this.accounts = new Accounts(List.of(), List.of());
    }

    /** From now on there are these accounts. */
    public void use(List<User> users, List<Token> tokens) {
        accounts = new Accounts(users, tokens);
        tickets.clear();
    }

    /** From now on who has this secret, on this machine, is an administrator. */
    public void useLocal(String secret) {
        localDigest = AccountStore.digest(secret);
    }

    /** Whether somebody chose to have users. */
    public boolean hasChosenUsers() {
        return accounts.hasChosenUsers();
    }

    /** Whether anybody could log in. */
    public boolean hasCredentials() {
        return accounts.hasCredentials();
    }

    /** Whether there is any user. */
    public boolean hasUsers() {
        return accounts.hasUsers();
    }

    /** Checks an {@code Authorization} header; never blocks. */
    public Answer check(String authorization, Source from) {
        Accounts now = accounts;
        ByteBuffer key = keys.of(authorization);
        Accounts.Entry known = now.verified(key);
        if (known != null && isGood(known, from)) {
            return new Answer.Known(known.caller());
        }
        Credentials credentials = Credentials.parse(authorization);
        if (credentials == null) {
            return new Answer.Refused(
                    401, "Log in with HTTP Basic, or with a token as HTTP Bearer", null);
        }
        return credentials.user() == null
                ? token(credentials, key, from, now)
                : password(credentials, key, from, now);
    }

    private static boolean isGood(Accounts.Entry entry, Source from) {
        return (entry.expires() == null || Instant.now().isBefore(entry.expires()))
                && (!entry.local() || from.isLocal());
    }

    private Answer token(Credentials credentials, ByteBuffer key, Source from, Accounts now) {
        String digest =
                AccountStore.digest(new String(credentials.secret(), StandardCharsets.UTF_8));
        Token token = now.token(digest);
        Accounts.Entry entry = null;
        if (isLocal(digest)) {
            entry = new Accounts.Entry(new Caller(LOCAL, Role.ADMIN, "bearer"), null, true);
        } else if (token != null) {
            Caller caller = new Caller(token.name(), token.role(), "bearer");
            entry = new Accounts.Entry(caller, token.expires(), false);
        }
        if (entry != null && isGood(entry, from)) {
            now.remember(key, entry);
            return new Answer.Known(entry.caller());
        }
        String who = entry == null ? "unknown" : entry.caller().name();
        return wrongToken(
                who, entry == null ? "unknown token" : "token expired or not for here", from);
    }

    private boolean isLocal(String digest) {
        String local = localDigest;
        return local != null
                && MessageDigest.isEqual(
                        digest.getBytes(StandardCharsets.US_ASCII),
                        local.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Not slowed down: nobody guesses 256 bits, and an expired token must not lock out its owner.
     */
    private Answer wrongToken(String who, String reason, Source from) {
        audit.failed("token.failed", who, from, reason);
        return new Answer.Refused(401, WRONG, null);
    }

    private Answer password(Credentials credentials, ByteBuffer key, Source from, Accounts now) {
        CompletableFuture<Answer> running = pending.get(key);
        if (running != null) { // a browser asks for many things at once
            return new Answer.Later(running);
        }
        Duration wait = throttle.wait(from, credentials.user());
        if (!wait.isZero()) {
            return tooMany(wait);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        running = pending.putIfAbsent(key, answer);
        if (running != null) {
            return new Answer.Later(running);
        }
        throttle.tries(from, credentials.user());
        try {
            hashing.execute(
                    () -> {
                        Answer result;
                        try {
                            result = hash(credentials, key, from, now);
                        } catch (RuntimeException | Error e) { // nobody comes in by a failure
                            result = new Answer.Refused(401, WRONG, null);
                        }
                        pending.remove(key);
                        answer.complete(result);
                    });
            return new Answer.Later(answer);
        } catch (RejectedExecutionException e) {
            pending.remove(key);
            Answer busy = tooMany(Duration.ofSeconds(2));
            answer.complete(busy);
            return busy;
        }
    }

    private Answer hash(Credentials credentials, ByteBuffer key, Source from, Accounts now) {
        User user = now.user(credentials.user());
        boolean fits = credentials.secret().length <= 4 * Passwords.MAX;
        byte[] secret = fits ? credentials.secret() : new byte[] {1};
        boolean same = matches.test(secret, user == null ? NOBODY : user.hash());
        if (user != null && same && fits) {
            throttle.succeeded(from, user.name());
            Caller caller = new Caller(user.name(), user.role(), "basic");
            now.remember(key, new Accounts.Entry(caller, null, false));
            return new Answer.Known(caller);
        }
        audit.failed(
                "password.failed",
                user == null ? "unknown" : user.name(), // people type passwords where names belong
                from,
                user == null ? "unknown user" : "wrong password");
        return new Answer.Refused(401, WRONG, null);
    }

    private static Answer tooMany(Duration wait) {
        return new Answer.Refused(
                429, "Too many wrong names, passwords or tokens. Wait before the next try", wait);
    }

    /** Makes a ticket; empty when there are too many. */
    public Optional<String> ticket(Caller caller, String path, Duration life) {
        return tickets.issue(caller, path, life);
    }

    /** Checks a ticket. */
    public Answer redeem(String ticket, String path, Source from) {
        Optional<Caller> caller = tickets.redeem(ticket, path);
        if (caller.isPresent()) {
            return new Answer.Known(caller.get());
        }
        audit.failed(
                "ticket.failed", "unknown", from, "unknown or expired ticket, or another path");
        return new Answer.Refused(
                401, "The ticket is unknown, over, or for another path: get a new one", null);
    }
}
