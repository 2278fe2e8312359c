package org.labthings.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.Thing;
import org.labthings.hardware.Stage;
import org.labthings.testing.sample.Scanner;

class FakeTest {
    /** Returns all kinds of things. */
    interface Device {
        int number();

        String text();

        int[] numbers();

        Device other();

        default int twice() {
            return 2 * number();
        }

        void read() throws IOException;
    }

    @Test
    void answersWithNothingUnlessTold() throws Exception {
        Fake<Device> fake = Fake.of(Device.class);
        assertEquals(0, fake.thing().number());
        assertEquals("", fake.thing().text());
        assertEquals(0, fake.thing().numbers().length);
        assertNull(fake.thing().other());
        fake.answer("number", a -> 21);
        assertEquals(42, fake.thing().twice());
        fake.thing().read();
        assertEquals(fake.thing(), fake.thing());
        assertInstanceOf(Thing.class, fake.thing());
    }

    @Test
    void passesCallsOn() {
        Scanner scanner = new Scanner(Configs.of(Scanner.Config.class));
        Fake<Thing> fake = Fake.over(Thing.class, scanner);
        assertEquals(scanner.state(), fake.thing().state());
        assertEquals(List.of(List.of()), fake.calls("state"));
    }

    @Test
    void failsUntilHealed() throws Exception {
        Fake<Device> fake = Fake.of(Device.class);
        IOException gone = new IOException("gone");
        fake.fail("read", gone);
        assertSame(gone, assertThrows(IOException.class, fake.thing()::read));
        fake.heal("read").thing().read();
        assertEquals(2, fake.calls("read").size());
        assertThrows(IllegalArgumentException.class, () -> fake.fail("text", gone));
        assertThrows(IllegalArgumentException.class, () -> fake.hang("nothing"));
        assertThrows(IllegalArgumentException.class, () -> Fake.of(Scanner.class));
    }

    @Test
    void hangsUntilHealedOrInterrupted() throws Exception {
        Fake<Stage> fake = Fake.of(Stage.class).hang("position");
        CompletableFuture<Map<String, Integer>> reader =
                CompletableFuture.supplyAsync(fake.thing()::position);
        while (fake.calls("position").isEmpty()) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        assertFalse(reader.isDone());
        fake.heal();
        assertEquals(Map.of(), reader.get(10, TimeUnit.SECONDS));
        fake.hang("moveRelative");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> fake.thing().moveRelative(Map.of()));
        fake.slow("moving", Duration.ofMillis(1));
        assertFalse(fake.thing().moving());
    }

    @Test
    void configurationsHaveDefaultsAndChecks() {
        Scanner.Config config = Configs.of(Scanner.Config.class, Map.of("serial", "A1"));
        assertEquals(10, config.stepSize());
        assertEquals("A1", config.serial());
        assertThrows(
                IllegalArgumentException.class,
                () -> Configs.of(Scanner.Config.class, Map.of("stepsize", 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Configs.of(Scanner.Config.class, Map.of("stepSize", 1.5)));
    }

    @Test
    void codeRunsInAFakeInvocation() throws Exception {
        FakeInvocation invocation = new FakeInvocation();
        invocation.call(
                () -> {
                    Invocation.progress(0.25, "a quarter");
                    return null;
                });
        assertEquals(0.25, invocation.progress().orElseThrow());
        assertEquals("a quarter", invocation.progressText().orElseThrow());
        invocation.cancel();
        assertThrows(
                InvocationCancelledError.class,
                () ->
                        invocation.call(
                                () -> {
                                    Invocation.raiseIfCancelled();
                                    return null;
                                }));
        assertTrue(Invocation.current().isEmpty());
    }
}
