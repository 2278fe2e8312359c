package org.labthings.thing.picamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.InvocationError;
import org.labthings.api.NumericArray;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.hardware.CaptureMode;
import org.labthings.testing.instruments.TestContext;

/** With programs in the place of rpicam-apps, which give the camera to one at a time. */
@Timeout(120)
class PiCameraTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private FakePi pi;
    private TestContext context;
    private PiCameraV2 camera;

    @BeforeEach
    void start() throws Exception {
        context = new TestContext(Map.of(), folder);
        pi = new FakePi(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (camera != null) {
            context.close(camera);
            pi.take().destroy(); // it was given back
        }
    }

    private PiCameraConfig config(String board, String programs) {
        return new PiCameraConfig() {
            @Override
            public int camera_num() {
                return 0;
            }

            @Override
            public String camera_board() {
                return board;
            }

            @Override
            public String tuning_file() {
                return pi.tuning.toString();
            }

            @Override
            public String programs() {
                return programs;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PiCameraConfig.class;
            }
        };
    }

    private void open() throws Exception {
        camera = new PiCameraV2(config("picamera_v2", pi.programs()), QUICK);
        camera.open(context);
    }

    private void openConnected() throws Exception {
        open();
        says("sends pictures");
    }

    private void says(String part) {
        while (!camera.connection.get().contains(part)) {
            Thread.onSpinWait(); // the time-out of the test is the deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    private void calledWith(String program, String part) throws Exception {
        while (pi.calls().stream().noneMatch(c -> c.startsWith(program) && c.contains(part))) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    @Test
    void theLivePictureIsExposedAsItIsSet() throws Exception {
        openConnected();
        assertTrue(camera.mjpegStream.grabFrame(PATIENCE).length > 100);
        assertTrue(camera.loresMjpegStream.grabFrame(PATIENCE).length > 100);
        String call = pi.last("vid");
        assertTrue(call.contains("--mode 3280:2464:10 "), call);
        assertTrue(call.contains("--width 820 --height 616 "), call);
        assertTrue(call.contains("--shutter 500 --gain 1.0000 --awbgains 1.0000,1.0000 "), call);
        assertTrue(call.contains("--codec mjpeg "), call);
        assertTrue(call.endsWith("--output -"), call);
        camera.exposureTime(2000);
        camera.analogueGain(2);
        camera.colourGains(new PiCamera.ColourGains(1.5, 2.25));
        calledWith("vid", "--shutter 2000 --gain 2.0000 --awbgains 1.5000,2.2500 ");
        assertTrue(camera.connected.get(), "other settings are no other camera");
        camera.mjpegStream.grabFrame(PATIENCE);
        camera.exposureTime(200_000);
        calledWith("vid", "--framerate 5.0000 "); // frames cannot be faster than exposures
        assertEquals("picamera_v2", camera.state().get("camera_board"));
    }

    @Test
    void picturesOfAllPixelsAreTakenWhileTheLivePictureRests() throws Exception {
        openConnected();
        assertEquals(640, camera.captureImage("full").image().width());
        String call = pi.last("still");
        assertTrue(call.contains("--width 3280 --height 2464 "), call);
        assertFalse(call.contains("--raw"), call);
        camera.mjpegStream.grabFrame(PATIENCE); // and goes on
        assertTrue(camera.connected.get());
        CaptureMode standard = camera.captureModes().get("standard");
        assertEquals(1640, standard.saveResolution().orElseThrow().width());
        int stills = pi.calls().size();
        camera.captureImage("quick");
        assertEquals(stills, pi.calls().size(), "a frame is enough");
        camera.changeStreamingMode("full_resolution");
        calledWith("vid", "--width 1640 --height 1232 ");
        stills = pi.calls().size();
        camera.captureImage("standard");
        assertEquals(stills, pi.calls().size(), "frames are as large as what is saved");
    }

    @Test
    void rawPicturesAreTheSensors() throws Exception {
        openConnected();
        NumericArray raw = camera.captureAsArray("standard", true);
        assertEquals(
                List.of(FakeScene.HEIGHT, FakeScene.WIDTH),
                List.of(raw.shape()[0], raw.shape()[1]));
        assertTrue(pi.last("still").contains("--raw"), pi.last("still"));
        camera.mjpegStream.grabFrame(PATIENCE);
    }

    private JsonObject algorithm(String name) throws Exception {
        String line = pi.last("vid");
        String after = line.substring(line.indexOf("--tuning-file ") + 14);
        Path file = Path.of(after.substring(0, after.indexOf(' ')));
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonArray all = json.getAsJsonArray("algorithms");
        for (JsonElement each : all) {
            if (each.getAsJsonObject().has(name)) {
                return each.getAsJsonObject().getAsJsonObject(name);
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void itIsCalibratedForAMicroscope() throws Exception {
        openConnected();
        assertTrue(camera.calibrationRequired());
        assertEquals(100, algorithm("rpi.alsc").get("n_iter").getAsInt());
        camera.fullAutoCalibrate();
        assertFalse(camera.calibrationRequired());
        assertEquals(400, camera.exposureTime(), 20);
        assertEquals(1, camera.analogueGain());
        assertEquals(1 / 0.6, camera.colourGains().red(), 0.01);
        assertEquals(2, camera.colourGains().blue(), 0.02);
        JsonObject alsc = algorithm("rpi.alsc");
        assertEquals(0, alsc.get("n_iter").getAsInt());
        assertEquals(192, alsc.getAsJsonArray("luminance_lut").size());
        JsonObject red = alsc.getAsJsonArray("calibrations_Cr").get(0).getAsJsonObject();
        assertEquals(5000, red.get("ct").getAsInt());
        assertEquals(65535, algorithm("rpi.geq").get("offset").getAsInt());
        assertEquals(0, algorithm("rpi.contrast").get("ce_enable").getAsInt());
        LensShading shading = camera.lensShadingTables().orElseThrow();
        assertEquals(12, shading.luminance().size());
        camera.mjpegStream.grabFrame(PATIENCE);

        camera.flatLensShadingChrominance();
        assertEquals(shading.luminance(), camera.lensShadingTables().orElseThrow().luminance());
        assertTrue(camera.calibrationRequired());
        camera.resetLensShading();
        assertEquals(2, algorithm("rpi.alsc").getAsJsonArray("calibrations_Cr").size());
        camera.colourCorrectionMatrix(List.of(1., 0., 0., 0., 1., 0., 0., 0., 1.));
        assertEquals(1, camera.colourCorrectionMatrix().get(0));
        camera.resetCcm();
        assertEquals(1.6, camera.colourCorrectionMatrix().get(0));
        assertEquals(List.of(0., 0., 1024., 5040., 65535., 65535.), camera.gammaCorrection());
    }

    @Test
    void aCalibrationThatFailsLeavesEverythingAsItWas() throws Exception {
        openConnected();
        camera.exposureTime(1234);
        Map<String, Object> before = camera.tuning.get();
        pi.light(0.00001);
        InvocationError error = assertThrows(InvocationError.class, camera::fullAutoCalibrate);
        assertTrue(error.getMessage().contains("Is the light on?"), error.getMessage());
        assertEquals(before, camera.tuning.get());
        assertEquals(1234, camera.exposureTime());
        camera.mjpegStream.grabFrame(PATIENCE);
        pi.light(1);
        camera.exposureTime(20_000);
        error = assertThrows(InvocationError.class, camera::calibrateLensShading);
        assertTrue(error.getMessage().contains("is saturated"), error.getMessage());
        assertEquals(before, camera.tuning.get());
    }

    @Test
    void anotherSensorIsNamed() throws Exception {
        pi.list("0 : imx477 [4056x3040 12-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx477@1a)");
        open();
        says("has the sensor imx477, and PiCameraV2 drives imx219");
        assertFalse(camera.streamActive());
        pi.list("0 : imx219 [3280x2464 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx219@10)");
        says("sends pictures");
    }

    @Test
    void withoutACameraItSaysSo() throws Exception {
        pi.list("No cameras available!");
        open();
        says("rpicam-hello lists none. Check its cable");
        assertThrows(InstrumentAwayError.class, camera::flatLensShading);
        assertThrows(InstrumentAwayError.class, () -> camera.captureImage("full"));
    }

    @Test
    void aCameraThatAnotherProgramHasIsNamed() throws Exception {
        Process other = pi.take();
        open();
        says("Another program uses it: close that");
        other.destroy();
        says("sends pictures");
    }

    @Test
    void withoutTheProgramsItSaysWhatToInstall() throws Exception {
        camera = new PiCameraV2(config("", folder.resolve("none").toString()), QUICK);
        camera.open(context);
        says("apt install rpicam-apps");
    }

    @Test
    void aListThatHangsHoldsUpNothing() throws Exception {
        pi.program("hello", "sleep 3600;");
        IOException error =
                assertThrows(
                        IOException.class,
                        new Programs(pi.programs(), 0, Duration.ofMillis(200))::find);
        assertTrue(error.getMessage().contains("does not end"), error.getMessage());
        pi.take().destroy(); // it was ended
    }

    @Test
    void aCameraThatStopsIsLookedForAgain() throws Exception {
        openConnected();
        ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").contains("rpicam-vid"))
                .forEach(ProcessHandle::destroy);
        long index = camera.mjpegStream.newestIndex();
        camera.mjpegStream.awaitFrame(index + 20, PATIENCE);
        assertTrue(pi.calls().stream().filter(c -> c.startsWith("vid")).count() >= 2);
    }

    @Test
    void aBoardOfAnotherClassIsRefused() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new PiCameraV2(config("picamera_hq", "")));
        assertTrue(error.getMessage().contains("PiCameraHQ"), error.getMessage());
    }

    @Test
    void levelsThatCannotBeAreRefused() throws Exception {
        openConnected();
        assertThrows(
                IllegalArgumentException.class,
                () -> camera.autoExposeFromMinimum(Optional.of(1000), 99.9));
    }
}
