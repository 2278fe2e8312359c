package org.labthings.http.fake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Policy;
import org.labthings.security.Role;

/**
 * Knows the bearers {@code viewer}, {@code operator} and {@code admin} by their role, and the
 * password {@code slow:slow}, which it checks elsewhere.
 */
public final class FakeGatekeeper implements Gatekeeper {
    /** {@code slow:slow}. */
    public static final String BASIC = "Basic c2xvdzpzbG93";

    public final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Caller> tickets = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Policy policy =
            new Policy(
                    false,
                    false,
                    Set.of("h", "lab-pi.local", "lab.example", "lab", "other", "x", "a", "b"),
                    Set.of("http://e"),
                    false);

    /** Other rules from now on. */
    public void rules(boolean login, Set<String> hosts, Set<String> origins) {
        policy = new Policy(login, true, hosts, origins, false);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Answer check(String authorization, Source from) {
        if (authorization.equals(BASIC)) {
            return new Answer.Later(
                    CompletableFuture.supplyAsync(
                            () -> new Answer.Known(new Caller("slow", Role.ADMIN, "basic"))));
        }
        if (authorization.equals("Bearer throttled")) {
            return new Answer.Refused(429, "Slow down", Duration.ofSeconds(3));
        }
        return Role.of(authorization.replace("Bearer ", ""))
                .<Answer>map(r -> new Answer.Known(new Caller(r.word(), r, "bearer")))
                .orElse(new Answer.Refused(401, "Wrong", null));
    }

    @Override
    public Ticket ticket(Caller caller, String path) {
        String secret = "t" + tickets.size();
        Role role = path == null ? Role.VIEWER : caller.role();
        tickets.put(secret + path, new Caller(caller.name(), role, "ticket"));
        return new Ticket(secret, 60);
    }

    @Override
    public Answer redeem(String ticket, String path, Source from) {
        Caller caller = tickets.getOrDefault(ticket + path, tickets.get(ticket + null));
        return caller == null
                ? new Answer.Refused(401, "No such ticket", null)
                : new Answer.Known(caller);
    }

    @Override
    public void refused(Caller caller, Source from, String method, String path, String reason) {
        refusals.add(reason + " " + method + " " + path);
    }

    @Override
    public Certificate certificate(List<String> names) throws IOException {
        throw new IOException("there is none");
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void listening() {}
}
