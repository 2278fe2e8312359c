package org.labthings.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labthings.api.Blob;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.client.ClientOptions;
import org.labthings.client.ClientPropertyError;
import org.labthings.client.FailedToInvokeActionError;
import org.labthings.client.InvocationListener;
import org.labthings.client.Observation;
import org.labthings.client.ObservationChannel;
import org.labthings.client.Observer;
import org.labthings.client.RemoteInvocation;
import org.labthings.client.ServerActionError;
import org.labthings.client.ThingClient;
import org.labthings.client.ThingDescriptionError;
import org.labthings.client.ThingUnavailableError;
import org.labthings.hardware.Camera;
import org.labthings.hardware.Stage;
import org.labthings.run.lab.Laboratory;

/** The Java client against this server, in a plain class path. */
@Timeout(120)
class ClientIT {
    private static final String CONFIG =
            """
            {"things": {
              "camera": "org.labthings.thing.simcamera.SimulatedCamera",
              "stage": {"class": "org.labthings.thing.simstage.SimulatedStage", "kwargs": {"speed": 20000, "acceleration": 1000000}},
              "counter": "org.labthings.thing.counter.Counter"
            }}
            """;

    @TempDir static Path folder;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Laboratory.open(folder, CONFIG);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static ThingClient client(String thing) {
        return ThingClient.fromUrl(lab.url().resolve("/" + thing + "/").toString());
    }

    private static <V> V next(BlockingQueue<V> queue) throws InterruptedException {
        V value = queue.poll(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }

    @Test
    void propertiesAreReadAndWritten() {
        try (ThingClient counter = client("counter")) {
            counter.property("step").write(5);
            assertEquals(5L, counter.property("step").read());
            assertEquals(5, counter.property("step").read(int.class));
            ClientPropertyError refused =
                    assertThrows(
                            ClientPropertyError.class, () -> counter.property("step").write(0));
            assertEquals(
                    "Failed to set property step: Input should be greater than or equal to 1",
                    refused.getMessage());
            assertEquals(422, refused.status());
            assertEquals("greater_than_equal", refused.entries().get(0).get("type"));
            counter.property("step").reset();
            assertEquals(1L, counter.property("step").read());
            ClientPropertyError readOnly =
                    assertThrows(
                            ClientPropertyError.class, () -> counter.property("counter").write(1));
            assertEquals("This property may not be set.", readOnly.getMessage());
            ThingDescriptionError unknown =
                    assertThrows(ThingDescriptionError.class, () -> counter.property("colour"));
            assertTrue(unknown.getMessage().contains("it has [counter, step]"), "what there is");
        }
    }

    @Test
    void anInvocationCarriesProgressAndCanBeCancelled() throws Exception {
        try (ThingClient counter = client("counter")) {
            assertInstanceOf(Long.class, counter.action("increment").call(Map.of("times", 2)));
            BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
            RemoteInvocation run =
                    counter.action("slowly_increase")
                            .invoke(Map.of("increments", 1000, "delay", 0.02));
            run.listen(
                    new InvocationListener() {
                        @Override
                        public void progress(double fraction, String text) {
                            progress.add(fraction);
                        }
                    });
            double first = next(progress);
            assertTrue(first < 0.5, "a fraction, not percent: " + first);
            assertTrue(next(progress) > first, "it goes on");
            assertEquals("running", run.status());
            assertTrue(run.cancel());
            assertThrows(InvocationCancelledError.class, run::await);
            assertEquals("cancelled", run.status());
            assertFalse(run.cancel(), "it is over");
            assertTrue(
                    run.log().stream().anyMatch(r -> r.message().contains("was cancelled")),
                    () -> "its log " + run.log());
            ExecutionException failed =
                    assertThrows(ExecutionException.class, () -> run.result().get());
            assertInstanceOf(InvocationCancelledError.class, failed.getCause());
        }
    }

    @Test
    void aRefusedOrFailedActionSaysWhy() throws Exception {
        try (ThingClient counter = client("counter");
                ThingClient stage = client("stage")) {
            FailedToInvokeActionError refused =
                    assertThrows(
                            FailedToInvokeActionError.class,
                            () -> counter.action("increment").invoke(Map.of("times", 0)));
            assertEquals(
                    "'times' - Input should be greater than or equal to 1", refused.getMessage());
            stage.action("move_absolute").call(Map.of("x", 1));
            ServerActionError failed =
                    assertThrows(
                            ServerActionError.class,
                            () ->
                                    stage.action("move_relative")
                                            .call(Map.of("x", Integer.MAX_VALUE)));
            assertEquals("InvocationError", failed.title());
            assertTrue(failed.getMessage().contains("[InvocationError]: The stage cannot go"));
        }
    }

    @ParameterizedTest
    @EnumSource(ObservationChannel.class)
    void valuesAreObserved(ObservationChannel channel) throws Exception {
        URI url = lab.url().resolve("/counter/");
        ClientOptions options = ClientOptions.defaults().observationChannel(channel);
        try (ThingClient counter = ThingClient.fromUrl(url, options)) {
            BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            try (Observation observation = counter.property("counter").observe(seen::add)) {
                Object before = next(seen); // the present value
                assertTrue(observation.isConnected());
                counter.action("increment").call();
                assertEquals((Long) before + 1, next(seen));
            }
            counter.action("increment").call();
            assertTrue(seen.isEmpty(), "it was closed");
        }
    }

    @Test
    void aBlobIsDownloaded() throws Exception {
        try (ThingClient camera = client("camera")) {
            Object output = camera.action("grab_jpeg").call();
            Blob blob = assertInstanceOf(Blob.class, output);
            assertEquals("image/jpeg", blob.mediaType());
            byte[] data = blob.content();
            assertEquals((byte) 0xFF, data[0]);
            assertEquals((byte) 0xD9, data[data.length - 1]);
        }
    }

    @Test
    void aStageIsAStage() throws Exception {
        try (ThingClient client = client("stage")) {
            Stage stage = client.as(Stage.class);
            assertEquals(List.of("x", "y", "z"), stage.axisNames());
            int x = stage.position().get("x");
            stage.moveRelative(Map.of("x", 100));
            assertEquals(x + 100, stage.position().get("x"));
            assertEquals(stage.position(), stage.hardwarePosition(), "its default");
            assertFalse(stage.moving());
            assertThrows(IllegalArgumentException.class, () -> stage.moveRelative(Map.of("w", 1)));
            assertThrows(
                    InvocationError.class,
                    () -> stage.moveRelative(Map.of("x", Integer.MAX_VALUE)));
            stage.stop();
            ThingDescriptionError no =
                    assertThrows(ThingDescriptionError.class, () -> client.as(Camera.class));
            assertTrue(no.getMessage().contains("Camera.grabJpeg() ('grab_jpeg')"), "what lacks");
        }
    }

    @Test
    void aCameraIsACamera() throws Exception {
        try (ThingClient client = client("camera")) {
            Camera camera = client.as(Camera.class);
            byte[] picture = camera.grabJpeg();
            assertEquals((byte) 0xD8, picture[1]);
            byte[] frame = camera.mjpegStream().grabFrame(Duration.ofSeconds(20));
            assertEquals((byte) 0xFF, frame[0]);
            assertTrue(client.stream("mjpeg_stream").exists());
            assertFalse(client.stream("no_stream").exists());
        }
    }

    @Test
    void whereThereIsNoThingItSaysWhy() {
        ThingDescriptionError redirected =
                assertThrows(
                        ThingDescriptionError.class,
                        () -> ThingClient.fromUrl(lab.url().resolve("/counter").toString()));
        assertTrue(redirected.getMessage().contains("/counter/; use that URL"));
        ThingDescriptionError missing =
                assertThrows(
                        ThingDescriptionError.class,
                        () -> ThingClient.fromUrl(lab.url().resolve("/nobody/").toString()));
        assertEquals(404, missing.status());
        ThingDescriptionError other =
                assertThrows(
                        ThingDescriptionError.class,
                        () -> ThingClient.fromUrl(lab.url().resolve("/things/").toString()));
        assertTrue(other.getMessage().contains("neither properties nor actions"));
        assertThrows(
                ThingUnavailableError.class, () -> ThingClient.fromUrl("http://127.0.0.1:1/x/"));
        assertThrows(IllegalArgumentException.class, () -> ThingClient.fromUrl("counter"));
    }

    @Test
    void aClosedClientLetsGoOfItsInvocations() {
        ThingClient counter = client("counter");
        RemoteInvocation run =
                counter.action("slowly_increase").invoke(Map.of("increments", 5, "delay", 0.5));
        counter.close();
        assertThrows(ThingUnavailableError.class, run::await);
        Observation late = counter.property("counter").observe(new NoObserver());
        assertFalse(late.isConnected());
    }

    private static final class NoObserver implements Observer {
        @Override
        public void next(Object value) {
            throw new AssertionError(value);
        }
    }
}
