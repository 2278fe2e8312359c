package org.labthings.http.internal.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When and where a server is announced. No test touches a network. */
@Timeout(60)
class AnnouncerTest {
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final InetAddress any = address("0.0.0.0");
    private final InetAddress first = address("192.0.2.1");
    private final InetAddress second = address("192.0.2.2");
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile Set<InetAddress> reachable = Set.of(first);
    private Announcer announcer = announcer(this::open, NEVER);

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Announcer announcer(Responder.Factory responders, Duration refresh) {
        announcer =
                new Announcer(
                        bound -> reachable,
                        (port, more) -> Announcement.of("me", port, "/api", "1.2.3", more),
                        responders,
                        refresh);
        return announcer;
    }

    private Responder open(InetAddress address, Announcement announcement) {
        events.add("open " + address.getHostAddress() + ":" + announcement.port());
        return () -> events.add("close " + address.getHostAddress());
    }

    private String next() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    @AfterEach
    void stop() {
        announcer.stop();
    }

    @Test
    void announcesUntilItStops() throws Exception {
        announcer(this::open, NEVER).announce(any, 5000);
        assertEquals("open 192.0.2.1:5000", next());
        announcer.stop();
        assertEquals("close 192.0.2.1", next());
    }

    @Test
    void saysAnewWhatIsAdded() throws Exception {
        BlockingQueue<Set<String>> types = new LinkedBlockingQueue<>();
        announcer(
                        (address, words) -> {
                            types.add(words.services().keySet());
                            return open(address, words);
                        },
                        NEVER)
                .announce(any, 5000);
        assertEquals(Set.of("_wot._tcp", "_labthings._tcp"), types.poll(20, TimeUnit.SECONDS));
        announcer.alsoAnnounce(Map.of("_x._tcp", Map.of("path", "/")));
        assertEquals(
                Set.of("_wot._tcp", "_labthings._tcp", "_x._tcp"),
                types.poll(20, TimeUnit.SECONDS));
        assertEquals("open 192.0.2.1:5000", next());
        assertEquals("close 192.0.2.1", next());
        assertEquals("open 192.0.2.1:5000", next());
        announcer.alsoAnnounce(Map.of("_x._tcp", Map.of("path", "/")));
        announcer.stop();
        assertEquals("close 192.0.2.1", next(), "the same again is no news");
    }

    @Test
    void followsTheNetworks() throws Exception {
        announcer(this::open, OFTEN).announce(any, 5000);
        assertEquals("open 192.0.2.1:5000", next());
        reachable = Set.of(second);
        assertEquals("close 192.0.2.1", next());
        assertEquals("open 192.0.2.2:5000", next());
    }

    @Test
    void followsThePort() throws Exception {
        announcer(this::open, NEVER).announce(any, 5000);
        assertEquals("open 192.0.2.1:5000", next());
        announcer.announce(any, 5001);
        assertEquals("close 192.0.2.1", next());
        assertEquals("open 192.0.2.1:5001", next());
    }

    @Test
    void saysNothingOfAServerThatOnlyThisMachineReaches() {
        announcer(this::open, NEVER).announce(InetAddress.getLoopbackAddress(), 5000);
        announcer.stop(); // there is no thread that could still do it
        assertNull(events.poll());
    }

    @Test
    void triesAgainWhereItFailed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Responder.Factory reluctant =
                (address, announcement) -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IOException("no multicast here");
                    }
                    return open(address, announcement);
                };
        announcer(reluctant, OFTEN).announce(any, 5000);
        assertEquals("open 192.0.2.1:5000", next());
        assertEquals(3, attempts.get());
    }

    @Test
    void oneBadNetworkDoesNotMatterToAnother() throws Exception {
        reachable = Set.of(first, second);
        Responder.Factory picky =
                (address, announcement) -> {
                    if (address.equals(first)) {
                        throw new IllegalStateException("broken");
                    }
                    return open(address, announcement);
                };
        announcer(picky, NEVER).announce(any, 5000);
        assertEquals("open 192.0.2.2:5000", next());
    }

    @Test
    void neitherStartNorStopWaitsForANetworkThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Responder.Factory slow =
                (address, announcement) -> {
                    hanging.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return open(address, announcement);
                };
        announcer(slow, NEVER).announce(any, 5000);
        assertTrue(hanging.await(20, TimeUnit.SECONDS));
        announcer.stop(); // returns although nothing is over
        assertNull(events.poll());
        release.countDown();
        assertEquals("open 192.0.2.1:5000", next());
        assertEquals("close 192.0.2.1", next(), "what came too late is taken back");
    }

    @Test
    void saysWhatTheWebOfThingsWants() {
        Map<String, Map<String, String>> services =
                Announcement.of("me", 5000, "/api", "1.2.3", Map.of()).services();
        assertEquals(
                Map.of("td", "/.well-known/wot", "type", "Thing", "scheme", "http"),
                services.get("_wot._tcp"));
        assertEquals("/api/things/", services.get("_labthings._tcp").get("path"));
    }

    @Test
    void thisMachineByItselfIsNoNetwork() throws Exception {
        assertEquals(Set.of(), Networks.of(InetAddress.getLoopbackAddress()));
        for (InetAddress address : Networks.of(any)) {
            assertTrue(!address.isLoopbackAddress() && !address.isAnyLocalAddress());
        }
    }
}
