package org.labthings.security.internal.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper.Source;
import org.labthings.security.Role;
import org.labthings.security.internal.audit.AuditTrail;
import org.labthings.security.store.AccountStore;

/** Right and wrong credentials, with a clock and a hashing thread of the test's own. */
class LoginDeskTest {
    private static final int PLACES = 2;
    private static final String RIGHT = "right password";

    @TempDir static Path folder;
    private static AccountStore store;
    private static String token;
    private static String expired;

    private final AtomicLong clock = new AtomicLong();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private LoginDesk desk;
    private Source here;
    private Source there;

    @BeforeAll
    static void accounts() throws Exception {
        store = new AccountStore(folder.resolve("security"));
        store.addUser("ada", Role.OPERATOR, "right password".toCharArray());
        token = store.createToken("ci", Role.VIEWER, null);
        expired = store.createToken("old", Role.VIEWER, Instant.parse("2001-01-01T00:00:00Z"));
    }

    @BeforeEach
    void open() throws Exception {
        desk =
                new LoginDesk(
                        task -> {
                            if (work.size() >= PLACES) {
                                throw new RejectedExecutionException();
                            }
                            work.add(task);
                        },
                        new AuditTrail(clock::get),
                        clock::get,
                        (password, hash) ->
                                Arrays.equals(password, RIGHT.getBytes(StandardCharsets.UTF_8))
                                        && !hash.contains("R9h"));
        desk.use(store.users(), store.tokens());
        here = new Source(InetAddress.getByName("127.0.0.1"), null);
        there = new Source(InetAddress.getByName("192.0.2.7"), null);
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private Answer login(String user, String password, Source from) {
        Answer answer = desk.check(basic(user, password), from);
        while (!work.isEmpty()) {
            work.remove().run();
        }
        return answer instanceof Answer.Later later
                ? later.answer().toCompletableFuture().join()
                : answer;
    }

    private static int status(Answer answer) {
        return answer instanceof Answer.Refused r ? r.status() : 200;
    }

    @Test
    void aPasswordIsHashedOnceAndThenRemembered() {
        assertEquals(
                new Answer.Known(new Caller("ada", Role.OPERATOR, "basic")),
                login("ada", "right password", here));
        Answer second = desk.check(basic("ada", "right password"), there);
        assertInstanceOf(Answer.Known.class, second, "at once, from wherever");
        desk.use(List.of(), List.of());
        assertEquals(401, status(login("ada", "right password", here)), "the user is gone");
    }

    @Test
    void sameCredentialsAreHashedOnceAtATime() {
        Answer.Later first = (Answer.Later) desk.check(basic("ada", "x"), here);
        Answer.Later second = (Answer.Later) desk.check(basic("ada", "x"), here);
        assertSame(first.answer(), second.answer());
        assertEquals(1, work.size());
    }

    @Test
    void unknownUsersAreRefusedLikeWrongPasswords() {
        assertEquals(login("ada", "wrong", here), login("eve", "wrong", here));
    }

    @Test
    void wrongPasswordsFromOnePlaceHaveToWaitLongerAndLonger() {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, status(login("ada", "wrong" + i, there)));
        }
        assertEquals(429, status(login("ada", "right password", there)), "even the right one");
        assertEquals(200, status(login("ada", "right password", here)), "others need not wait");
        assertEquals(200, status(login("ada", "right password", there)), "known by now");
        clock.addAndGet(Duration.ofMillis(1001).toNanos());
        assertEquals(401, status(login("ada", "wrong6", there)));
        clock.addAndGet(Duration.ofMillis(1500).toNanos());
        Answer.Refused refused = (Answer.Refused) login("ada", "wrong7", there);
        assertEquals(429, refused.status());
        assertTrue(refused.retryAfter().compareTo(Duration.ofSeconds(1)) < 0, refused.toString());
        clock.addAndGet(Duration.ofMinutes(16).toNanos());
        for (int i = 10; i < 15; i++) {
            assertEquals(401, status(login("ada", "wrong" + i, there)), "forgiven");
        }
    }

    @Test
    void manyTriesAtOnceGainNothing() {
        int hashed = 0;
        for (int i = 0; i < 50; i++) {
            Answer answer = desk.check(basic("ada", "guess" + i), there);
            if (answer instanceof Answer.Later) {
                hashed++;
                work.remove().run();
            }
        }
        assertEquals(5, hashed);
    }

    @Test
    void manyPlacesTogetherAreSlowedDownToo() throws Exception {
        int hashed = 0;
        for (int i = 0; i < 100; i++) {
            Source from = new Source(InetAddress.getByName("192.0.2." + i), null);
            Answer answer = desk.check(basic("ada", "guess" + i), from);
            if (answer instanceof Answer.Later) {
                hashed++;
                work.remove().run();
            }
        }
        assertEquals(20, hashed);
    }

    @Test
    void anIpv6NetworkIsOnePlace() throws Exception {
        for (int i = 0; i < 5; i++) {
            Source from = new Source(InetAddress.getByName("2001:db8::" + i), null);
            assertEquals(401, status(login("eve" + i, "wrong", from)));
        }
        Source next = new Source(InetAddress.getByName("2001:db8::ffff:1"), null);
        assertEquals(429, status(login("ada", "wrong", next)));
    }

    @Test
    void whatCannotBeHashedNowIsAskedToWait() {
        desk.check(basic("a", "1"), here);
        desk.check(basic("b", "2"), here);
        assertEquals(429, status(desk.check(basic("c", "3"), here)));
    }

    @Test
    void tokensAreGoodUntilTheyEnd() {
        assertEquals(
                new Answer.Known(new Caller("ci", Role.VIEWER, "bearer")),
                desk.check("Bearer " + token, there));
        assertEquals(401, status(desk.check("Bearer " + expired, there)));
        assertEquals(401, status(desk.check("Bearer " + token + "x", there)));
        assertEquals(401, status(desk.check("Digest x", there)));
        assertEquals(401, status(desk.check("Basic %%%", there)));
        assertEquals(401, status(desk.check("Basic " + "x".repeat(5000), there)));
    }

    @Test
    void theLocalTokenIsGoodHereOnly() {
        String secret = AccountStore.secret();
        desk.useLocal(secret);
        assertEquals(200, status(desk.check("Bearer " + secret, here)));
        assertEquals(401, status(desk.check("Bearer " + secret, there)));
        assertEquals(
                401,
                status(desk.check("Bearer " + secret, new Source(here.address(), "192.0.2.7"))),
                "a proxy on this machine asks for somebody else");
    }

    @Test
    void ticketsAreForOnePathOrForViewersAndEnd() {
        Caller admin = new Caller("ada", Role.ADMIN, "basic");
        String one = desk.ticket(admin, "/a", Duration.ofSeconds(10)).orElseThrow();
        String any = desk.ticket(admin, null, Duration.ofSeconds(10)).orElseThrow();
        assertEquals(Role.ADMIN, ((Answer.Known) desk.redeem(one, "/a", here)).caller().role());
        assertEquals(401, status(desk.redeem(one, "/b", here)));
        assertEquals(Role.VIEWER, ((Answer.Known) desk.redeem(any, "/b", here)).caller().role());
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertEquals(401, status(desk.redeem(one, "/a", here)));
        String third = desk.ticket(admin, "/a", Duration.ofSeconds(10)).orElseThrow();
        desk.use(List.of(), List.of());
        assertEquals(401, status(desk.redeem(third, "/a", here)), "accounts have changed");
    }
}
