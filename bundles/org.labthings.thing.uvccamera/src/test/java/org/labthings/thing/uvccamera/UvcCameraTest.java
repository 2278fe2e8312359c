package org.labthings.thing.uvccamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.driver.link.Backoff;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.ui.PropertyControl;
import org.labthings.testing.instruments.MjpegSimulator;
import org.labthings.testing.instruments.TestContext;

/** With a program in FFmpeg's place, and with FFmpeg itself where it is installed. */
@Timeout(60)
class UvcCameraTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private TestContext context;
    private UvcCamera camera;

    @BeforeEach
    void start() {
        context = new TestContext(Map.of(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (camera != null) {
            context.close(camera);
        }
    }

    private static UvcCamera.Config config(
            String device, String format, String ffmpeg, boolean encode) {
        return new UvcCamera.Config() {
            @Override
            public String device() {
                return device;
            }

            @Override
            public String format() {
                return format;
            }

            @Override
            public String ffmpeg() {
                return ffmpeg;
            }

            @Override
            public boolean encode() {
                return encode;
            }

            @Override
            public int quality() {
                return 90;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return UvcCamera.Config.class;
            }
        };
    }

    /** A program that notes its arguments and then does something. */
    private String program(String script) throws IOException {
        Path file = folder.resolve("ffmpeg.sh");
        Files.writeString(file, "#!/bin/sh\necho \"$@\" >> " + folder + "/calls\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private String frames() throws IOException {
        Path frame = Files.write(folder.resolve("frame.jpg"), MjpegSimulator.picture(1));
        return "while cat " + frame + "; do sleep 0.01; done\n";
    }

    private void open(UvcCamera.Config config) throws Exception {
        camera = new UvcCamera(config, QUICK);
        camera.open(context);
    }

    private void says(String part) {
        while (!camera.connection.get().contains(part)) {
            Thread.onSpinWait(); // the time-out of the test is the deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    private List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void framesComeFromAnotherProgram() throws Exception {
        open(config("x", "test", program(frames()), false));
        assertEquals(640, JpegDecoder.decode(camera.mjpegStream.grabFrame(PATIENCE)).width());
        assertTrue(camera.connected.get());
        assertTrue(calls().get(0).contains("-f test -i x"), calls().toString());
        assertTrue(calls().get(0).contains("-c:v copy"), calls().toString());
    }

    @Test
    void aChangedSettingConnectsAnew() throws Exception {
        open(config("x", "test", program(frames()), true));
        camera.mjpegStream.grabFrame(PATIENCE);
        camera.size(Optional.of(new Resolution(1280, 720)));
        camera.frameRate(15);
        camera.cameraName("y");
        while (calls().stream()
                .noneMatch(c -> c.contains("-framerate 15 -video_size 1280x720 -i y"))) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        camera.mjpegStream.grabFrame(PATIENCE);
    }

    @Test
    void oneControlChoosesTheCamera() throws Exception {
        open(config("/dev/other", "test", program(frames()), true));
        assertEquals(
                Map.of("Webcam", "/dev/video0", "/dev/other", "/dev/other"),
                camera.choice(Map.of("Webcam", "/dev/video0")));
        camera.cameraName("/dev/video0");
        assertEquals(
                Map.of("Webcam", "/dev/video0"), camera.choice(Map.of("Webcam", "/dev/video0")));
        PropertyControl control = camera.manualCameraSettings().get(0);
        assertEquals("Camera", control.label());
        assertEquals("camera_name", control.propertyName());
        assertTrue(control.options().orElseThrow().containsValue("/dev/video0"));
    }

    @Test
    void absenceIsSaidAndWaitedFor() throws Exception {
        Path device = folder.resolve("video0");
        open(config(device.toString(), "v4l2", program(frames()), false));
        says("is not at " + device + ". Is it plugged in?");
        String absence = context.instrumentAbsence().orElseThrow();
        assertTrue(absence.contains("is not at " + device + ". Is it plugged in?"), absence);
        assertFalse(absence.contains("Next attempt"), "each attempt would be a transition");
        assertFalse(camera.streamActive());
        Files.createFile(device); // plugged in
        camera.mjpegStream.grabFrame(PATIENCE);
        while (context.instrumentAbsence().isPresent()) {
            Thread.onSpinWait(); // the picture may be quicker than the word
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        assertTrue(calls().get(0).contains("-input_format mjpeg"), calls().toString());
    }

    @Test
    void aMissingProgramIsNamed() throws Exception {
        open(config("x", "test", folder.resolve("none").toString(), false));
        says("none', which cannot be started. Install FFmpeg");
    }

    @Test
    void whatTheProgramSaysIsPassedOn() throws Exception {
        open(
                config(
                        "x",
                        "test",
                        program("echo 'x: Device or resource busy' >&2; exit 1\n"),
                        false));
        says("cannot be read at x: x: Device or resource busy. Another program uses it");
    }

    @Test
    void aCameraThatIsUnpluggedIsSaid() throws Exception {
        Path frame = Files.write(folder.resolve("frame.jpg"), MjpegSimulator.picture(1));
        open(
                config(
                        "x",
                        "test",
                        program("cat " + frame + "; echo 'x: No such device' >&2; exit 1\n"),
                        false));
        says("cannot be read at x: x: No such device");
    }

    @Test
    void ffmpegItself() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "FFmpeg is not installed here");
        open(config("testsrc2=size=320x240:rate=25", "lavfi", "ffmpeg", true));
        assertEquals(320, JpegDecoder.decode(camera.mjpegStream.grabFrame(PATIENCE)).width());
        assertEquals(240, JpegDecoder.decode(camera.grabJpeg()).height());
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("ffmpeg", "-version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
