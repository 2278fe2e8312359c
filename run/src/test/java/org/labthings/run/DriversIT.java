package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.FinishedAction;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.instruments.MjpegSimulator;
import org.labthings.testing.instruments.PseudoTerminal;
import org.labthings.testing.instruments.SangaboardSimulator;

/** Drivers of real instruments in the packaged server, with what they embed. */
class DriversIT {
    private static final String RUNNING =
            "\"%s\":{\"state\":\"running\",\"reason\":\"It is served.\"";

    @TempDir static Path folder;

    private static MjpegSimulator camera;
    private static SangaboardSimulator board;
    private static SangaboardSimulator slowBoard;
    private static PseudoTerminal terminal;
    private static PseudoTerminal slowTerminal;
    private static Path port;
    private static Path slowPort;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        camera = new MjpegSimulator();
        camera.lock(true);
        board = new SangaboardSimulator();
        port = folder.resolve("ttyTest");
        terminal = PseudoTerminal.plugIn(port, board.port());
        slowBoard = new SangaboardSimulator().stepMicros(1000);
        slowPort = folder.resolve("ttySlow");
        slowTerminal = PseudoTerminal.plugIn(slowPort, slowBoard.port());
        lab =
                Laboratory.open(
                        folder,
                        """
                        {"enable_global_lock": true, "things": {
                          "stage": {
                            "class": "openflexure_microscope_server.things.stage.sangaboard:SangaboardThing",
                            "kwargs": {"port": "%s"}},
                          "upgraded": {"class": "lab.board.SangaboardStage", "kwargs": {"port": "%s"}},
                          "illumination":
                            "openflexure_microscope_server.things.illumination:SangaIllumination",
                          "camera": {"class": "org.labthings.thing.mjpegcamera.MjpegCamera",
                            "kwargs": {"url": "%s", "user": "viewer", "password": "secret"}},
                          "webcam": {"class": "org.labthings.thing.uvccamera.UvcCamera",
                            "kwargs": {"device": "/dev/video-none", "format": "v4l2"}}}}
                        """
                                .formatted(port, slowPort, camera.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        lab.close();
        terminal.close();
        slowTerminal.close();
        board.close();
        slowBoard.close();
        camera.close();
    }

    private static String invoke(String action, String input) throws Exception {
        return FinishedAction.of(lab, action, input);
    }

    @Test
    void aStageAtASerialPortIsUnpluggedAndPluggedInAgain() throws Exception {
        lab.await("/stage/connected", r -> r.body().equals("true"));
        String moved = invoke("/stage/move_relative", "{\"x\": 100, \"z\": 5}");
        assertTrue(moved.contains("completed"), moved);
        assertEquals("{\"x\":100,\"y\":0,\"z\":5}", lab.get("/stage/position").body());
        assertTrue(
                invoke("/illumination/flash", "{\"number_of_flashes\": 2, \"dt\": 0.01}")
                        .contains("completed"));
        assertEquals(3, board.received().stream().filter("led_cc 0.32"::equals).count());
        assertEquals(201, lab.send("POST", "/stage/jog", "{\"x\": 50}").statusCode());
        lab.await("/stage/position", r -> r.body().contains("\"x\":150"));

        terminal.close();
        lab.await("/stage/connection", r -> r.body().contains("is not there"));
        String reason = "The Sangaboard at " + port + " is not there. Is it plugged in?";
        lab.await("/things/?status", r -> r.body().contains(waiting("stage", reason)));
        lab.awaitLog("stage WAITING: " + reason);
        assertEquals("{\"x\":150,\"y\":0,\"z\":5}", lab.get("/stage/position").body());
        String failed = invoke("/stage/move_relative", "{\"x\": 1}");
        assertTrue(failed.contains("is not there. Is it plugged in?"), failed);
        terminal = PseudoTerminal.plugIn(port, board.port());
        lab.await("/stage/connected", r -> r.body().equals("true"));
        assertTrue(invoke("/stage/move_absolute", "{\"x\": 0}").contains("completed"));
        lab.await("/things/?status", r -> r.body().contains(RUNNING.formatted("stage")));
    }

    private static String waiting(String thing, String reason) {
        return "\"%s\":{\"state\":\"waiting\",\"reason\":\"%s".formatted(thing, reason);
    }

    @Test
    void aNetworkCameraStreamsAndTakesPictures() throws Exception {
        lab.await("/camera/connected", r -> r.body().equals("true"));
        HttpResponse<String> snapshot = lab.get("/camera/snapshot");
        assertEquals(200, snapshot.statusCode());
        assertEquals("image/jpeg", snapshot.headers().firstValue("Content-Type").orElse(""));
        String size = invoke("/camera/grab_jpeg_size", "{}");
        assertTrue(size.matches("(?s).*\"output\":\\d{4,}.*"), size);
        String captured = invoke("/camera/capture", "{}");
        assertTrue(captured.contains("completed") && captured.contains("image/jpeg"), captured);
        // whether there is a libjpeg-turbo is the machine's business, unless it must be there
        boolean turbo = "required".equals(System.getenv("LABTHINGS_TURBOJPEG"));
        String decoder = "JPEG pictures are decoded by " + (turbo ? "libjpeg-turbo (" : "");
        lab.await("/system/health.json", r -> r.body().contains(decoder));
        lab.awaitLog(decoder);
        camera.switchOff();
        lab.await("/camera/connection", r -> r.body().contains("refuses the connection"));
        lab.await("/things/?status", r -> r.body().contains(waiting("camera", "The camera at ")));
        camera.switchOn();
        lab.await("/things/?status", r -> r.body().contains(RUNNING.formatted("camera")));
        assertEquals("true", lab.get("/camera/connected").body());
    }

    @Test
    void anAbsentWebcamSaysSo() throws Exception {
        String said = lab.get("/webcam/connection").body();
        assertTrue(said.contains("is not at /dev/video-none. Is it plugged in?"), said);
        assertEquals("false", lab.get("/webcam/stream_active").body());
        String status = lab.get("/things/?status").body();
        assertTrue(status.contains(waiting("webcam", "The USB camera ")), status);
        lab.await("/system/health.json", r -> r.body().contains("webcam waits: The USB camera "));
    }

    private static Path driver(String version) throws Exception {
        Path shipped =
                Path.of(System.getProperty("labthings.home"))
                        .resolve("drivers/org.labthings.thing.sangaboard.jar");
        return DriverJar.disguise(
                shipped,
                "lab.board",
                version,
                Map.of(
                        "name=\"org.labthings.thing.sangaboard.", "name=\"lab.board.",
                        "Pid=\"org.labthings.thing.sangaboard.", "Pid=\"lab.board.",
                        "openflexure_microscope_server.", "lab.board."),
                folder.resolve("board-" + version + ".jar"));
    }

    @Test
    void aDriverIsUpgradedWhileItsBoardMoves() throws Exception {
        Actions actions = new Actions(lab, "");
        DriverJar.drop(driver("1.0.0"), lab.plugins(), "board.jar");
        lab.await("/upgraded/connected", r -> r.body().equals("true"));
        actions.run("/upgraded/calibrate_z_direction", "{\"positive_motion\": \"clockwise\"}");
        String move = actions.start("/upgraded/move_relative", "{\"x\": 1000000, \"z\": 7}");
        lab.await("/upgraded/position", r -> !r.body().startsWith("{\"x\":0,"));

        DriverJar.drop(driver("1.1.0"), lab.plugins(), "board.jar");
        JsonNode ended = actions.end(move);
        assertEquals("cancelled", ended.get("status").asText(), ended.toString());
        assertTrue(slowBoard.received().contains("stop"), "the board moves on");
        lab.await(
                "/things/?status",
                r ->
                        r.body()
                                .matches(
                                        "(?s).*\"upgraded\":\\{\"state\":\"running\".*\"1\\.1\\.0\".*"));
        lab.await("/upgraded/connected", r -> r.body().equals("true"));

        int[] motors = slowBoard.position();
        assertTrue(motors[0] < 0 && motors[0] > -1_000_000, "x is inverted and on its way");
        assertEquals(
                "{\"x\":%d,\"y\":0,\"z\":%d}".formatted(-motors[0], motors[2]),
                lab.get("/upgraded/position").body());
        assertEquals("true", lab.get("/upgraded/z_axis_calibrated").body(), "a setting");
        assertEquals("false", lab.get("/upgraded/moving").body());
        actions.run("/upgraded/move_relative", "{\"x\": 10}");
        assertEquals(motors[0] - 10, slowBoard.position()[0]);
    }
}
