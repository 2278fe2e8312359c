package org.labthings.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;

@Timeout(30)
class UncancellableTest {
    @Test
    void aCancelWaitsUntilTheTaskIsOver() throws Exception {
        List<String> done = new ArrayList<>();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        InvocationThread<Void> action =
                new InvocationThread<>(
                        () -> {
                            Thread here = Thread.currentThread();
                            Uncancellable.run(
                                    () -> {
                                        assertEquals(here, Thread.currentThread());
                                        inside.countDown();
                                        cancelled.await();
                                        Invocation.sleep(Duration.ofMillis(1));
                                        done.add("moved back");
                                    });
                            Invocation.raiseIfCancelled();
                            done.add("never");
                            return null;
                        });
        action.start();
        inside.await();
        action.cancel();
        cancelled.countDown();
        assertTrue(action.join(Duration.ofSeconds(20)));
        assertInstanceOf(InvocationCancelledError.class, action.exception());
        assertEquals(List.of("moved back"), done);
    }

    @Test
    void failuresComeThrough() {
        assertThrows(
                InvocationError.class,
                () ->
                        Uncancellable.run(
                                () -> {
                                    throw new InvocationError("stuck");
                                }));
        InvocationThread<Void> action =
                new InvocationThread<>(
                        () -> {
                            Uncancellable.run(
                                    () -> {
                                        throw new InterruptedException("x");
                                    });
                            return null;
                        });
        action.start();
        assertThrows(
                InterruptedException.class,
                () -> {
                    assertTrue(action.join(Duration.ofSeconds(20)));
                    throw action.exception();
                });
    }
}
