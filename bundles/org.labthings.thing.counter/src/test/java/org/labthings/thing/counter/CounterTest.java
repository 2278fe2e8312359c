package org.labthings.thing.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.LogRecord;

class CounterTest {
    private final Counter counter = new Counter(startingAt(5));

    @Test
    void startsWhereConfigured() {
        assertEquals(5, counter.counter.get());
        assertTrue(counter.counter.isReadOnly());
    }

    @Test
    void addsTheStepEachTime() {
        counter.step.set(10);
        assertEquals(35, counter.increment(3));
        assertEquals(35, counter.counter.get());
    }

    @Test
    void goesBackToTheStart() {
        counter.increment(1);
        counter.reset();
        assertEquals(5, counter.counter.get());
    }

    @Test
    void reportsProgressBeforeEachIncrement() throws Exception {
        Recorded invocation = new Recorded(Integer.MAX_VALUE);
        assertEquals(9, Invocation.callIn(invocation, () -> counter.slowlyIncrease(4, 0)));
        assertEquals(List.of(0.0, 0.25, 0.5, 0.75), invocation.fractions);
    }

    @Test
    @Timeout(60)
    void aCancelledRunEndsInItsPause() {
        Recorded invocation = new Recorded(1); // cancelled when the first increment is announced
        assertThrows(
                InvocationCancelledError.class,
                () -> Invocation.callIn(invocation, () -> counter.slowlyIncrease(100, 3600)));
        assertEquals(5, counter.counter.get());
    }

    @Test
    void aCancelledRunKeepsWhatWasCounted() {
        Recorded invocation = new Recorded(3);
        assertThrows(
                InvocationCancelledError.class,
                () -> Invocation.callIn(invocation, () -> counter.slowlyIncrease(100, 0)));
        assertEquals(7, counter.counter.get());
    }

    @Test
    void keepsItsJavadocForRunTime() throws Exception {
        try (InputStream in = Counter.class.getResourceAsStream("Counter__Javadoc.json")) {
            assertNotNull(in, "the annotation processor did not run");
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(json.contains("Adds the step to the count."), json);
        }
    }

    private static Counter.Config startingAt(long start) {
        return new Counter.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return Counter.Config.class;
            }

            @Override
            public long start() {
                return start;
            }
        };
    }

    /** Notes progress, and cancels itself at the n-th report. */
    private static final class Recorded implements Invocation {
        private final UUID id = UUID.randomUUID();
        private final CancelEvent cancelEvent = new CancelEvent();
        private final List<Double> fractions = new ArrayList<>();
        private final int cancelAt;

        private Recorded(int cancelAt) {
            this.cancelAt = cancelAt;
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public CancelEvent cancelEvent() {
            return cancelEvent;
        }

        @Override
        public List<LogRecord> log() {
            return List.of();
        }

        @Override
        public void append(LogRecord entry) {}

        @Override
        public void reportProgress(double fraction, String text) {
            fractions.add(fraction);
            if (fractions.size() == cancelAt) {
                cancelEvent.set();
            }
        }
    }
}
