package org.labthings.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.Blob;
import org.labthings.client.InvocationListener;
import org.labthings.client.Observation;
import org.labthings.client.RemoteInvocation;
import org.labthings.client.ThingClient;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.instruments.ScpiSimulator;

/** Things of one server used by another: its slots, its API, its streams. */
class RemoteThingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSTRUMENTS =
            """
            {"things": {
              "stage": {"class": "org.labthings.thing.simstage.SimulatedStage", "kwargs": {"speed": 20000, "acceleration": 1000000}},
              "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera", "thing_slots": {"stage": "stage"}},
              "counter": "org.labthings.thing.counter.Counter",
              "generator": {"class": "org.labthings.thing.scpi.ScpiInstrument",
                "kwargs": {"host": "127.0.0.1", "port": GENERATOR,
                  "properties": {"frequency": {"query": "FREQ?"}}}},
              "microscope": {
                "class": "openflexure_microscope_server.things.camera.simulation:SimulatedCamera",
                "kwargs": {"shape": [308, 410, 3], "frame_interval": 0.05, "seed": 11}, "thing_slots": {"stage": "slide"}},
              "slide": {"class": "openflexure_microscope_server.things.stage.dummy:DummyStage", "kwargs": {"step_time": 0.0005}}
            }, "api_prefix": "/lab"}
            """;

    /** Much nearer than where it starts; a frame that is 0.1 s late is 200 steps off. */
    private static final int FOCUSED = 600;

    @TempDir static Path folder;
    private static Laboratory there;
    private static Laboratory here;
    private static Gate gate;
    private static ScpiSimulator generator;

    @BeforeAll
    static void start() throws Exception {
        generator = new ScpiSimulator("ACME,GEN,7,1.0").variable("FREQ", "+1.0E+03");
        generator.switchOff();
        String instruments = INSTRUMENTS.replace("GENERATOR", String.valueOf(generator.port()));
        there = Laboratory.open(folder.resolve("there"), instruments);
        gate = new Gate(there.url().getPort());
        here =
                Laboratory.open(
                        folder.resolve("here"),
                        """
                        {"things": {
                          "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera", "thing_slots": {"stage": "stage"}},
                          "stage": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "far_camera": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "counter": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "generator": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "nobody": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "gated": {"class": "remote", "kwargs": {"url": "http://127.0.0.1:%d/lab/counter/"}},
                          "microscope": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "slide": {"class": "remote", "kwargs": {"url": "%s", "patience": 20}},
                          "autofocus": {
                            "class": "openflexure_microscope_server.things.autofocus:AutofocusThing",
                            "thing_slots": {"camera": "microscope", "stage": "slide"}}
                        }}
                        """
                                .formatted(
                                        there.url().resolve("/lab/stage/"),
                                        there.url().resolve("/lab/camera/"),
                                        there.url().resolve("/lab/counter/"),
                                        there.url().resolve("/lab/generator/"),
                                        there.url().resolve("/lab/nobody/"),
                                        gate.port(),
                                        there.url().resolve("/lab/microscope/"),
                                        there.url().resolve("/lab/slide/")));
    }

    @AfterAll
    static void stop() throws Exception {
        here.close();
        gate.close();
        there.close();
        generator.close();
    }

    private static JsonNode json(String path) throws Exception {
        return JSON.readTree(here.get(path).body());
    }

    private static ThingClient client(String thing) {
        return ThingClient.fromUrl(here.url().resolve("/" + thing + "/").toString());
    }

    @Test
    void aRemoteStageFillsASlot() throws Exception {
        JsonNode camera = json("/things/?status").path("camera");
        assertEquals("running", camera.path("state").asText(), camera::toString);
        assertEquals("[\"stage\"]", camera.path("slots").path(0).path("things").toString());
        try (ThingClient stage = client("stage")) {
            assertEquals("Simulated stage", stage.title());
            stage.action("move_absolute").call(Map.of("x", 300, "y", 0, "z", 0));
        }
        assertEquals(
                JSON.readTree("{\"x\": 300, \"y\": 0, \"z\": 0}"),
                JSON.readTree(there.get("/lab/stage/position").body()));
        assertEquals(JSON.readTree("{\"x\": 300, \"y\": 0, \"z\": 0}"), json("/stage/position"));
    }

    @Test
    void oneThatIsNotThereWaitsWithTheReason() throws Exception {
        JsonNode nobody = json("/things/?status").path("nobody");
        assertEquals("waiting", nobody.path("state").asText(), nobody::toString);
        assertTrue(
                nobody.path("reason").asText().contains("/lab/nobody/ answers with the status 404"),
                nobody::toString);
        assertEquals(503, here.get("/nobody/").statusCode());
    }

    @Test
    void valuesErrorsAndObservationsComeOver() throws Exception {
        assertEquals(201, here.send("PUT", "/counter/step", "7").statusCode());
        assertEquals("7", there.get("/lab/counter/step").body());
        HttpResponse<String> refused = here.send("PUT", "/counter/step", "0");
        assertEquals(422, refused.statusCode());
        assertEquals(
                JSON.readTree(there.send("PUT", "/lab/counter/step", "0").body()),
                JSON.readTree(refused.body()));
        assertEquals(405, here.send("PUT", "/counter/counter", "1").statusCode());
        assertEquals(200, here.send("POST", "/counter/step/reset", null).statusCode());
        assertEquals("1", here.get("/counter/step").body());
        try (ThingClient counter = client("counter")) {
            BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            try (Observation observation = counter.property("counter").observe(seen::add)) {
                Object before = next(seen);
                there.send("POST", "/lab/counter/increment", "{}");
                Object after = next(seen);
                while (after.equals(before)) { // read when the other socket was connected
                    after = next(seen);
                }
                assertEquals((Long) before + 1, after);
            }
        }
    }

    @Test
    void anInvocationHereIsOneThere() throws Exception {
        try (ThingClient counter = client("counter")) {
            assertTrue(counter.action("increment").call() instanceof Long);
            RemoteInvocation run =
                    counter.action("slowly_increase")
                            .invoke(Map.of("increments", 1000, "delay", 0.02));
            BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
            run.listen(
                    new InvocationListener() {
                        @Override
                        public void progress(double fraction, String text) {
                            progress.add(fraction);
                        }
                    });
            double far = next(progress);
            assertTrue(far < 0.5, "a fraction, not percent: " + far);
            run.cancel();
            there.await("/lab/counter/slowly_increase", r -> r.body().contains("\"cancelled\""));
            here.await("/counter/slowly_increase", r -> r.body().contains("\"cancelled\""));
        }
    }

    @Test
    void dataAndStreamsArePassedOn() throws Exception {
        try (ThingClient camera = client("far_camera")) {
            Object output = camera.action("grab_jpeg").call();
            Blob blob = (Blob) output;
            URI link = blob.origin().orElseThrow();
            assertEquals(here.url().getPort(), link.getPort(), "clients need not reach the other");
            byte[] data = blob.content();
            assertEquals((byte) 0xFF, data[0]);
            assertEquals((byte) 0xD9, data[data.length - 1]);
        }
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest watch =
                HttpRequest.newBuilder(here.url().resolve("/far_camera/mjpeg_stream"))
                        .timeout(Duration.ofSeconds(Laboratory.DEADLINE_SECONDS))
                        .build();
        try (var body = http.send(watch, BodyHandlers.ofInputStream()).body()) {
            assertTrue(new String(body.readNBytes(1000)).contains("image/jpeg"));
        }
    }

    /** Camera and stage on one server, what focuses by them on another. */
    @Test
    void anAutofocusUsesCameraAndStageOfAnotherServer() throws Exception {
        Actions far = new Actions(there, "/lab");
        Actions near = new Actions(here, "");
        far.run("/slide/move_absolute", "{\"z\": 700}");
        JsonNode seen = near.run("/autofocus/fast_autofocus", "{\"dz\": 2000}");
        int fast = far.get("/slide/position").get("z").asInt();
        assertTrue(seen.get("jpeg_sizes").size() >= 3, seen::toString);
        assertTrue(seen.get("stage_positions").size() >= 3, "only both ends: " + seen);
        far.run("/slide/move_absolute", "{\"z\": -1500}");
        JsonNode curve = near.run("/autofocus/looping_autofocus", "{\"dz\": 2000}");
        int looping = far.get("/slide/position").get("z").asInt();
        System.out.printf(
                "[remote] autofocus across servers: fast from 700 ended at %d (%d frames, %d"
                        + " positions), looping from -1500 at %d%n",
                fast, seen.get("jpeg_sizes").size(), seen.get("stage_positions").size(), looping);
        assertTrue(Math.abs(fast) <= FOCUSED, "fast ended at " + fast);
        assertTrue(Math.abs(looping) <= FOCUSED, "looping ended at " + looping + ": " + curve);
    }

    @Test
    void anInstrumentThatIsAwayThereIsAwayHere() throws Exception {
        awaitState("generator", "waiting");
        JsonNode away = json("/things/?status").path("generator");
        String reason = away.path("reason").asText();
        assertTrue(
                reason.startsWith(
                        "At " + there.url().resolve("/lab/generator/") + ": The instrument at "),
                reason);
        assertTrue(away.path("served").asBoolean(), away::toString);
        assertEquals(200, here.get("/generator/").statusCode(), "what is in memory is served");
        generator.switchOn();
        awaitState("generator", "running");
        assertEquals("1000.0", here.get("/generator/frequency").body());
        generator.switchOff();
        awaitState("generator", "waiting");
        String one = there.get("/lab/things/?status=generator").body();
        assertEquals(1, JSON.readTree(one).size(), one);
        assertEquals("{}", there.get("/lab/things/?status=none").body());
    }

    @Test
    void aSilentConnectionIsNoticedAndForgotten() throws Exception {
        awaitState("gated", "running");
        gate.shut();
        long shut = System.nanoTime();
        awaitState("gated", "waiting");
        System.out.printf(
                "[remote] waiting %.0f ms after its connections fell silent%n",
                (System.nanoTime() - shut) / 1e6);
        here.await(
                "/things/?status",
                r -> at(r.body(), "gated").path("reason").asText().contains("in time"));
        assertEquals(503, here.get("/gated/counter").statusCode());
        gate.open();
        here.await("/gated/counter", r -> r.statusCode() == 200);
    }

    private static void awaitState(String thing, String state) throws Exception {
        here.await(
                "/things/?status", r -> at(r.body(), thing).path("state").asText().equals(state));
    }

    private static JsonNode at(String body, String name) {
        try {
            return JSON.readTree(body).path(name);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    private static <V> V next(BlockingQueue<V> queue) throws InterruptedException {
        V value = queue.poll(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }
}
