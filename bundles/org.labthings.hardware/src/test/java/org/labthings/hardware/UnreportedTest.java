package org.labthings.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.LogRecord;

class UnreportedTest {
    private final List<Double> seen = new ArrayList<>();

    private final Invocation invocation =
            new Invocation() {
                private final CancelEvent cancel = new CancelEvent();

                @Override
                public UUID id() {
                    return new UUID(1, 2);
                }

                @Override
                public CancelEvent cancelEvent() {
                    return cancel;
                }

                @Override
                public List<LogRecord> log() {
                    return List.of();
                }

                @Override
                public void append(LogRecord entry) {}

                @Override
                public void reportProgress(double fraction, String text) {
                    seen.add(fraction);
                }
            };

    @Test
    void theProgressOfAPartIsNotTheWholes() throws Exception {
        String result =
                Invocation.callIn(
                        invocation,
                        () -> {
                            Invocation.progress(0.25, "the whole");
                            String part =
                                    Unreported.call(
                                            () -> {
                                                Invocation.progress(0.75, "the part");
                                                invocation.cancelEvent().set();
                                                assertTrue(
                                                        Invocation.require().cancelEvent().isSet());
                                                assertEquals(
                                                        invocation.id(), Invocation.require().id());
                                                return "moved";
                                            });
                            Invocation.progress(0.5, "the whole");
                            return part;
                        });
        assertEquals("moved", result);
        assertEquals(List.of(0.25, 0.5), seen);
    }

    @Test
    void whatAPartThrowsComesThrough() {
        for (Exception thrown : List.of(new IOException("a"), new InvocationError("b"))) {
            Unreported.Part<Void, Exception> part =
                    () -> {
                        throw thrown;
                    };
            assertEquals(
                    thrown,
                    assertThrows(thrown.getClass(), () -> Unreported.call(part), "outside"));
            assertEquals(
                    thrown,
                    assertThrows(
                            thrown.getClass(),
                            () -> Invocation.callIn(invocation, () -> Unreported.call(part))));
        }
    }
}
