package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Tally tally = new Tally();

    private static Update property(String name, int value) {
        return Update.property(name, ("" + value).getBytes(), SocketValue.SAME, value);
    }

    private static Update event(int value) {
        return Update.event("e", ("" + value).getBytes(), value);
    }

    private static String text(Update update) {
        return update.name() + new String(update.json());
    }

    private static List<String> drain(Outbox outbox) {
        List<String> all = new ArrayList<>();
        for (Update u = outbox.poll(); u != null; u = outbox.poll()) {
            all.add(text(u));
        }
        return all;
    }

    @Test
    void withinTheBoundEverythingIsSentInOrder() {
        Outbox outbox = new Outbox(10, 10_000, tally);
        outbox.add(property("a", 1));
        outbox.add(event(2));
        outbox.add(property("a", 3));
        assertEquals(List.of("a1", "e2", "a3"), drain(outbox));
        assertNull(outbox.poll());
    }

    @Test
    void atTheBoundTheOldestSupersededGoesFirst() {
        Outbox outbox = new Outbox(4, 10_000, tally);
        outbox.add(property("a", 1));
        outbox.add(property("b", 2));
        outbox.add(event(3));
        outbox.add(property("a", 4));
        outbox.add(property("a", 5));
        outbox.add(property("a", 6));
        assertEquals(List.of("b2", "e3", "a5", "a6"), drain(outbox));
        assertEquals(2, tally.superseded.sum());
        assertEquals(0, tally.dropped.sum());
    }

    @Test
    void newestValuesStayEvenBeyondTheBound() {
        Outbox outbox = new Outbox(2, 10_000, tally);
        for (String name : List.of("a", "b", "c")) {
            outbox.add(property(name, 1));
        }
        outbox.add(event(2));
        outbox.add(event(3));
        assertEquals(List.of("a1", "b1", "c1", "e3"), drain(outbox));
        assertEquals(1, tally.dropped.sum());
    }

    @Test
    void bytesAreBoundedToo() {
        int each = property("a", 1).size();
        Outbox outbox = new Outbox(100, 3L * each, tally);
        for (int n = 0; n < 9; n++) {
            outbox.add(property("a", n));
        }
        assertEquals(List.of("a6", "a7", "a8"), drain(outbox));
    }

    /** Whatever is added and taken: in order, bounded, and the newest of each is never lost. */
    @Test
    void anySequenceKeepsItsPromises() {
        Random random = new Random(4711);
        for (int run = 0; run < 200; run++) {
            int bound = 2 + random.nextInt(10);
            Outbox outbox = new Outbox(bound, 1 << 20, tally);
            TreeMap<String, Integer> newest = new TreeMap<>();
            TreeMap<String, Integer> seen = new TreeMap<>();
            int last = 0;
            for (int n = 1; n < 400; n++) {
                if (random.nextInt(3) == 0) {
                    Update u = outbox.poll();
                    if (u != null) {
                        assertEquals(true, u.position() > last, "in order");
                        last = (int) u.position();
                        seen.put(u.name(), last);
                    }
                } else if (random.nextInt(4) == 0) {
                    outbox.add(event(n));
                } else {
                    String name = "" + (char) ('a' + random.nextInt(4));
                    outbox.add(property(name, n));
                    newest.put(name, n);
                }
                assertEquals(true, outbox.messages() <= Math.max(bound, 5), "bounded");
            }
            for (Update u = outbox.poll(); u != null; u = outbox.poll()) {
                seen.put(u.name(), (int) u.position());
            }
            newest.forEach((name, n) -> assertEquals(n, seen.get(name), name));
        }
    }
}
