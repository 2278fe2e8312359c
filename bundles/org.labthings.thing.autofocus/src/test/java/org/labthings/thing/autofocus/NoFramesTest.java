package org.labthings.thing.autofocus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.MjpegStream;
import org.labthings.api.ThingContext;
import org.labthings.hardware.Stage;
import org.slf4j.helpers.NOPLogger;

/** A camera that does not stream (OpenFlexure specification 29, check 8). */
@Timeout(60)
class NoFramesTest {
    private final List<Thread> threads = new ArrayList<>();

    private ThingContext context() {
        return (ThingContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ThingContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "name" -> "autofocus";
                                    case "startThread" -> started((Runnable) arguments[1]);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private Thread started(Runnable loop) {
        Thread thread = new Thread(loop, "watch");
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    @Test
    void bothKindsOfAutofocusSayThatNothingCame() throws Exception {
        MjpegStream stream = MjpegStream.create();
        FakeMicroscope stage = new FakeMicroscope();
        try (SharpnessMonitor monitor = new SharpnessMonitor(stream, (Stage) stage, context())) {
            Sweeps sweeps = new Sweeps(stage, monitor, NOPLogger.NOP_LOGGER);
            NotStreamingError fast =
                    assertThrows(NotStreamingError.class, () -> sweeps.fast(2000, true));
            assertTrue(
                    fast.getMessage()
                            .startsWith("No images were captured during the move of the stage."),
                    fast.getMessage());
            assertThrows(NotStreamingError.class, () -> sweeps.looping(2000, true));
            assertEquals(Map.of("x", 1, "y", -2, "z", 2000), stage.position());
        } finally {
            stage.close();
            stream.stop();
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        }
    }
}
