package org.labthings.core.internal.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.Constraints;
import org.labthings.core.InvocationRecord;
import org.labthings.core.internal.log.ThingLogger;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.schema.TypeCompiler;
import org.slf4j.event.Level;

/** What finished invocations take is bounded. */
class KeptInvocationsTest {
    private static final int MANY = 10_000;
    private InvocationStore store = store(20_000, 32 << 20);

    private static InvocationStore store(int kept, long bytes) {
        return new InvocationStore(
                new InvocationStore.Limits(20, 20_000, kept, bytes),
                new NotificationHub(),
                Level.WARN);
    }

    @AfterEach
    void stop() {
        store.stop();
    }

    public static Blob blob() {
        return null;
    }

    public static String text() {
        return null;
    }

    public static void add(int a, int b) {}

    private ActionCall call(String result, ActionCall.Target target) throws Exception {
        var method = KeptInvocationsTest.class.getMethod(result);
        var parameters =
                new TypeCompiler()
                        .parameters(
                                KeptInvocationsTest.class.getMethod("add", int.class, int.class));
        return new ActionCall(
                "thing",
                "act",
                target,
                new ActionCall.EncodedInput(parameters, Map.of("a", 40, "b", 2)),
                new Object[0],
                new TypeCompiler()
                        .compile(method.getAnnotatedReturnType(), method, Constraints.NONE),
                null,
                false,
                false,
                300_000,
                ThingLogger.of("thing", () -> false));
    }

    private InvocationRecord run(String result, ActionCall.Target target) throws Exception {
        return store.start(call(result, target))
                .whenDone()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            least = Math.min(least, used);
        }
        return least;
    }

    @Test
    void whatIsCountedIsAtLeastWhatIsHeld() throws Exception {
        var log = ThingLogger.of("thing", () -> false);
        ActionCall.Target target =
                a -> {
                    log.info("line of {}", Thread.currentThread().getId());
                    return "forty-two";
                };
        for (int i = 0; i < 100; i++) {
            run("text", target);
        }
        long before = heap();
        List<InvocationRecord> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(run("text", target));
        }
        long held = (heap() - before) / MANY;
        long counted = ((ActionInvocation) all.get(MANY - 1)).size();
        System.out.println("A finished invocation: " + held + " bytes, counted as " + counted);
        assertTrue(held <= counted, held + " bytes held, " + counted + " counted");
        assertEquals(MANY + 100, store.list().size());
    }

    @Test
    void blobsInMemoryCount() throws Exception {
        store = store(1000, 1 << 20);
        List<InvocationRecord> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(run("blob", a -> Blob.fromBytes(new byte[100_000], "image/jpeg")));
        }
        int kept = store.list().size(); // without the sweep of the timer
        assertTrue(kept >= 10 && kept <= 13, kept + " of 1 MiB, and a quarter");
        assertTrue(store.find(all.get(49).id()).isPresent());
        assertFalse(store.find(all.get(0).id()).isPresent());
        store.sweep();
        assertEquals(10, store.list().size());
    }

    @Test
    void theNewestIsKeptHoweverLarge() throws Exception {
        store = store(1000, 1 << 20);
        run("text", a -> "small");
        InvocationRecord large = run("blob", a -> Blob.fromBytes(new byte[5 << 20], "image/tiff"));
        store.sweep();
        assertEquals(List.of(large), store.list());
        InvocationRecord next = run("text", a -> "small");
        store.sweep();
        assertEquals(List.of(next), store.list());
    }

    @Test
    void whatRunsIsNeverDropped() throws Exception {
        store = store(1, 1);
        var release = new java.util.concurrent.CountDownLatch(1);
        InvocationRecord running =
                store.start(
                        call(
                                "text",
                                a -> {
                                    release.await(20, TimeUnit.SECONDS);
                                    return "";
                                }));
        run("text", a -> "1");
        run("text", a -> "2");
        store.sweep();
        assertTrue(store.find(running.id()).isPresent());
        assertEquals(2, store.list().size());
        release.countDown();
    }
}
