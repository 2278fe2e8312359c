package org.labthings.hardware.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationError;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.CaptureMode;
import org.labthings.hardware.StreamingMode;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** What every camera of OpenFlexure does (OpenFlexure specification 14.1 to 14.3 and 14.5). */
@Timeout(60)
class CameraThingTest {
    @TempDir Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final FakeCamera camera = new FakeCamera();

    private static class FakeCamera extends CameraThing {
        final List<String> started = new ArrayList<>();
        volatile boolean active = true;
        volatile int failures;
        volatile Map<String, StreamingMode> streaming = super.streamingModes();
        volatile Map<String, CaptureMode> modes = super.captureModes();

        @Override
        protected void startStreaming(String mode) {
            started.add(mode);
        }

        @Override
        public boolean streamActive() {
            return active;
        }

        @Override
        public Map<String, StreamingMode> streamingModes() {
            return streaming;
        }

        @Override
        public Map<String, CaptureMode> captureModes() {
            return modes;
        }

        @Override
        protected RgbImage takePicture(String captureMode) throws TimeoutException {
            if (failures-- > 0) {
                throw new TimeoutException("nothing came");
            }
            return new RgbImage(20, 10);
        }
    }

    private ThingContext context() {
        Logger log =
                proxy(
                        Logger.class,
                        (method, arguments) -> {
                            Object[] values =
                                    arguments[1] instanceof Object[] all
                                            ? all
                                            : java.util.Arrays.copyOfRange(
                                                    arguments, 1, arguments.length);
                            warnings.add(
                                    MessageFormatter.basicArrayFormat(
                                            (String) arguments[0], values));
                            return null;
                        });
        return proxy(
                ThingContext.class,
                (method, arguments) ->
                        switch (method) {
                            case "name" -> "camera";
                            case "logger" -> log;
                            case "applicationConfig" ->
                                    Optional.of(Map.of("data_folder", folder.toString()));
                            case "thingStates" -> Map.of("stage", Map.of("position", 7));
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    @BeforeEach
    void open() throws Exception {
        camera.open(context());
    }

    @AfterEach
    void close() throws Exception {
        camera.close();
    }

    @Test
    void modesThatOthersAskForAreRequired() {
        camera.streaming = Map.of("default", new StreamingMode("d"));
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> camera.open(context()));
        assertEquals(
                "A camera needs a streaming mode 'full_resolution', and FakeCamera has only"
                        + " [default]. Add it in the driver.",
                refused.getMessage());
        camera.streaming = Map.of("full_resolution", new StreamingMode("f"));
        assertThrows(IllegalStateException.class, () -> camera.open(context()));
        camera.streaming = new FakeCamera().streaming;
        camera.modes = Map.of("quick", new CaptureMode("q", Optional.empty()));
        assertThrows(IllegalStateException.class, () -> camera.open(context()));
    }

    @Test
    void streamingStartsAgainOnlyInAnotherMode() throws Exception {
        camera.changeStreamingMode("full_resolution");
        camera.changeStreamingMode("full_resolution");
        assertEquals(List.of("full_resolution"), camera.started);
        camera.changeStreamingMode("no such mode");
        assertEquals("default", camera.streamingMode());
        assertTrue(warnings.get(0).contains("'no such mode'"), warnings.toString());
        camera.active = false;
        InvocationError refused =
                assertThrows(InvocationError.class, () -> camera.changeStreamingMode("default"));
        assertEquals(
                "Cannot change streaming mode before streaming is started.", refused.getMessage());
    }

    @Test
    void anUnknownCaptureModeIsTheStandard() throws Exception {
        camera.modes =
                Map.of(
                        "standard",
                        new CaptureMode("s", Optional.of(new Resolution(10, 5))),
                        "quick",
                        new CaptureMode("q", Optional.empty()));
        assertEquals(
                Optional.of(new Resolution(10, 5)), camera.captureImage("none").saveResolution());
        assertTrue(warnings.get(0).contains("'none'"), warnings.toString());
    }

    @Test
    void aPictureIsTriedAgainAndThenGivenUp() throws Exception {
        camera.failures = 4;
        assertEquals(1, camera.captureToMemory("standard", 1, 5));
        assertEquals(4, warnings.size(), warnings.toString());
        camera.failures = 5;
        assertThrows(CaptureError.class, () -> camera.captureToMemory("standard", 1, 5));
    }

    private int take(int most) throws Exception {
        return camera.captureToMemory("standard", most, 1);
    }

    private void save(Integer id) throws Exception {
        camera.saveFromMemory("memory/a.jpeg", Optional.ofNullable(id));
        Files.delete(folder.resolve("camera/memory/a.jpeg"));
    }

    private void missing(Integer id) {
        assertThrows(NoImageInMemoryError.class, () -> save(id));
    }

    @Test
    void theMemoryKeepsTheNewest() throws Exception {
        for (int id = 1; id <= 4; id++) {
            assertEquals(id, take(3));
        }
        missing(1);
        save(2);
        missing(2);
        save(null); // 4, and 3 goes
        missing(3);
        missing(null);
        assertEquals(5, take(3), "no id is used again");
        assertEquals(6, take(0), "0 and 1 leave nothing else");
        missing(5);
        save(6);
        take(2);
        camera.clearBuffers();
        missing(null);
    }

    @Test
    void aPictureThatCannotBeSavedStaysInMemory() throws Exception {
        int id = camera.captureToMemory("standard", 3, 1);
        Path file = Files.createFile(folder.resolve("camera/file"));
        assertThrows(
                IOException.class, () -> camera.saveFromMemory("file/a.jpeg", Optional.of(id)));
        Files.delete(file);
        camera.saveFromMemory("file/a.jpeg", Optional.of(id));
        missing(id);
    }

    @Test
    void onlyPicturesAreDeleted() throws Exception {
        Path data = folder.resolve("camera");
        for (String name : List.of("a.JPG", "b.jpeg", "c.PNG", "d.txt")) {
            Files.writeString(data.resolve(name), "x");
        }
        for (String name : List.of("a.JPG", "b.jpeg", "c.PNG")) {
            camera.deleteCapture(name);
            assertFalse(Files.exists(data.resolve(name)));
        }
        refused("d.txt", "d.txt is not an image file.");
        refused("none.png", "Couldn't delete capture, check log for details");
        refused("sub/x.png", "Couldn't delete capture, check log for details");
    }

    private void refused(String name, String text) {
        HttpError error = assertThrows(HttpError.class, () -> camera.deleteCapture(name));
        assertEquals(400, error.statusCode());
        assertEquals("400: " + text, error.getMessage());
    }

    @Test
    void theFrameRateIsWrittenDown() throws Exception {
        byte[] jpeg;
        try (JpegEncoder encoder = new JpegEncoder()) {
            jpeg = encoder.encode(new RgbImage(8, 8), 80);
        }
        Thread frames =
                new Thread(
                        () -> {
                            while (!camera.mjpegStream.isStopped()) {
                                camera.mjpegStream.addFrame(jpeg);
                                Thread.onSpinWait();
                                Thread.yield();
                            }
                        });
        frames.setDaemon(true);
        frames.start();
        Path file = Path.of(camera.recordFramerate(0.25));
        camera.mjpegStream.stop();
        assertEquals(folder.resolve("camera/characterisation/framerate"), file.getParent());
        assertTrue(file.getFileName().toString().matches("framerate_\\d{8}_\\d{6}\\.json"));
        String text = Files.readString(file);
        for (String member :
                List.of(
                        "\"summary\":{\"total_duration\":",
                        "\"total_frames\":",
                        "\"avg_fps\":",
                        "\"samples\":[{\"timestamp\":",
                        "\"frame_count\":",
                        "\"frame_size_bytes\":" + jpeg.length,
                        "\"instant_fps\":")) {
            assertTrue(text.contains(member), text);
        }
        assertTrue(text.split("timestamp").length - 1 <= 3, "a sample every 0.1 s at most");
    }

    @Test
    void aDetectorThatIsNotThereIsReplaced() {
        Map<String, BackgroundDetector> detectors = new LinkedHashMap<>();
        ThingSlot<BackgroundDetector> slot = ThingSlot.mapping(BackgroundDetector.class);
        slot.fill(
                new ThingSlot.Filler() {
                    @Override
                    public Map<String, Object> things() {
                        return new LinkedHashMap<>(detectors);
                    }

                    @Override
                    public String explanation() {
                        return "";
                    }
                });
        DetectorChoice choice = new DetectorChoice(slot);
        assertEquals(Optional.empty(), choice.name());
        BackgroundDetector one = proxy(BackgroundDetector.class, (method, arguments) -> null);
        detectors.put("first", one);
        detectors.put("second", one);
        assertEquals(Optional.of("first"), choice.name());
        detectors.put("bg_channel_deviations_luv", one);
        assertEquals(Optional.of("bg_channel_deviations_luv"), choice.name());
        choice.choose(Optional.of("second"));
        choice.coerce(context().logger());
        assertEquals(List.of(), warnings);
        choice.choose(Optional.of("gone"));
        choice.coerce(context().logger());
        assertEquals(Optional.of("bg_channel_deviations_luv"), choice.name());
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0)
                        .startsWith(
                                "There is no background detector 'gone':"
                                        + " 'bg_channel_deviations_luv' is used"),
                warnings.get(0));
    }
}
