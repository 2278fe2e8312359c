package org.labthings.driver.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(4));

    /** What the next attempts end in: a connection or an exception. */
    private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final SynchronousQueue<Plug> checked = new SynchronousQueue<>();
    private final Semaphore attempts = new Semaphore(0);
    private volatile boolean dead;
    private Link<Plug> link = link(QUICK, Duration.ofHours(1));
    private Thread thread;

    private static final class Plug implements Closeable {
        volatile boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private Link<Plug> link(Backoff backoff, Duration checks) {
        return new Link<>(
                "The lamp at port 7",
                new Connector<>() {
                    @Override
                    public Plug connect() throws IOException, InterruptedException {
                        attempts.release();
                        Object next = outcomes.take();
                        if (next instanceof IOException e) {
                            throw e;
                        }
                        return (Plug) next;
                    }

                    @Override
                    public void check(Plug plug) throws IOException, InterruptedException {
                        checked.put(plug);
                        if (dead) {
                            throw new IOException("does not answer any more");
                        }
                    }
                },
                backoff,
                new Link.Listener<>() {
                    @Override
                    public void connected(Plug connection) {
                        told.add("connected");
                    }

                    @Override
                    public void waiting(String sentence) {
                        told.add(sentence);
                    }
                },
                checks);
    }

    private void start() {
        thread = new Thread(link, "link-under-test");
        thread.start();
    }

    private String told() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        link.close();
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void saysWhyItWaitsAndConnectsWhenItCan() throws Exception {
        assertEquals(
                "The lamp at port 7 has not been looked for yet. It is being connected.",
                assertThrows(InstrumentAwayError.class, link::get).getMessage());
        Plug plug = new Plug();
        outcomes.add(new IOException("refuses the connection. Is it switched on?"));
        outcomes.add(new IOException("is another one"));
        outcomes.add(plug);
        start();
        assertEquals(
                "The lamp at port 7 refuses the connection. Is it switched on? Next attempt after"
                        + " 0.001 s.",
                told());
        assertEquals("The lamp at port 7 is another one. Next attempt after 0.002 s.", told());
        assertEquals("connected", told());
        assertSame(plug, link.get());
        assertTrue(link.isConnected());
    }

    @Test
    void replacesAConnectionThatWasLostOnce() throws Exception {
        Plug first = new Plug();
        Plug second = new Plug();
        outcomes.add(first);
        start();
        assertEquals("connected", told());
        InstrumentAwayError e = link.lost(first, "was unplugged");
        assertEquals(
                "The lamp at port 7 was unplugged. Next attempt after 0.001 s.", e.getMessage());
        assertEquals(503, e.statusCode());
        assertEquals(e.getMessage(), told());
        assertTrue(first.closed);
        assertThrows(InstrumentAwayError.class, link::get);
        outcomes.add(second);
        assertEquals("connected", told());
        link.lost(first, "was found dead by somebody who was late");
        assertSame(second, link.get());
        assertFalse(second.closed);
    }

    @Test
    void findsOutByItselfThatAnIdleConnectionIsDead() throws Exception {
        link = link(QUICK, Duration.ofMillis(1));
        Plug plug = new Plug();
        outcomes.add(plug);
        start();
        assertEquals("connected", told());
        assertSame(plug, checked.poll(30, TimeUnit.SECONDS));
        assertSame(plug, checked.poll(30, TimeUnit.SECONDS)); // and goes on looking
        dead = true;
        checked.poll(30, TimeUnit.SECONDS);
        assertEquals(
                "The lamp at port 7 does not answer any more. Next attempt after 0.001 s.", told());
        assertTrue(plug.closed);
    }

    @Test
    void waitsLongerForOneThatDiesAtOnceAgainAndAgain() throws Exception {
        start();
        for (String wait : new String[] {"0.001", "0.002", "0.004", "0.004"}) {
            Plug plug = new Plug();
            outcomes.add(plug);
            assertEquals("connected", told());
            link.lost(plug, "hung up");
            assertEquals("The lamp at port 7 hung up. Next attempt after " + wait + " s.", told());
        }
    }

    @Test
    void canBeHurriedOutOfALongWait() throws Exception {
        link = link(new Backoff(Duration.ofHours(1), Duration.ofHours(1)), Duration.ofHours(1));
        outcomes.add(new IOException("is off"));
        start();
        assertEquals("The lamp at port 7 is off. Next attempt after 3600 s.", told());
        outcomes.add(new Plug());
        Thread hurrying =
                new Thread(
                        () -> {
                            while (!link.isConnected()) { // it may not wait yet
                                link.hurry();
                                Thread.onSpinWait();
                            }
                        });
        hurrying.start();
        assertEquals("connected", told());
        hurrying.join();
    }

    @Test
    void waitsForAConnectionWithADeadline() throws Exception {
        start();
        assertThrows(InstrumentAwayError.class, () -> link.await(Duration.ofMillis(1)));
        Plug plug = new Plug();
        outcomes.add(plug);
        assertSame(plug, link.await(Duration.ofSeconds(30)));
    }

    @Test
    void endsWithItsThingAndClosesWhatComesLate() throws Exception {
        Plug late = new Plug();
        Plug open = new Plug();
        outcomes.add(open);
        start();
        assertEquals("connected", told());
        link.lost(open, "was lost");
        attempts.acquire(2);
        link.close(); // while its thread is in connect()
        outcomes.add(late);
        thread.join();
        assertTrue(late.closed);
        assertEquals(
                "The lamp at port 7 was closed together with its Thing.",
                assertThrows(InstrumentAwayError.class, link::get).getMessage());
    }

    @Test
    void anInterruptLeavesTheConnectionForALastWord() throws Exception {
        Plug plug = new Plug();
        outcomes.add(plug);
        start();
        assertEquals("connected", told());
        thread.interrupt();
        thread.join();
        assertSame(plug, link.get());
        link.close();
        assertTrue(plug.closed);
    }

    @Test
    void backoffDoublesUpToItsLimit() {
        Backoff b = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
        assertEquals(Duration.ofMillis(500), b.after(0));
        assertEquals(Duration.ofMillis(500), b.after(1));
        assertEquals(Duration.ofSeconds(1), b.after(2));
        assertEquals(Duration.ofSeconds(16), b.after(6));
        assertEquals(Duration.ofSeconds(30), b.after(7));
        assertEquals(Duration.ofSeconds(30), b.after(Integer.MAX_VALUE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
