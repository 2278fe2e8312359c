package org.labthings.thing.uvccamera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoDevicesTest {
    @TempDir Path folder;

    private void device(String file, String index, String name) throws IOException {
        Path device = Files.createDirectories(folder.resolve(file));
        Files.writeString(device.resolve("index"), index + "\n");
        if (name != null) {
            Files.writeString(device.resolve("name"), name + "\n");
        }
    }

    @Test
    void camerasHaveTheirNamesInTheOrderOfTheirPaths() throws IOException {
        device("video10", "0", "Microscope");
        device("video2", "0", "Microscope");
        device("video3", "1", "Microscope"); // what else that one has to say
        device("video0", "0", "Webcam");
        device("video11", "0", null);
        Files.createDirectories(folder.resolve("v4l-subdev0"));
        assertEquals(
                List.of(
                        Map.entry("Webcam", "/dev/video0"),
                        Map.entry("Microscope", "/dev/video2"),
                        Map.entry("Microscope /dev/video10", "/dev/video10"),
                        Map.entry("/dev/video11", "/dev/video11")),
                List.copyOf(VideoDevices.in(folder).entrySet()));
    }

    @Test
    void withoutCamerasThereIsNone() {
        assertEquals(Map.of(), VideoDevices.in(folder));
        assertEquals(Map.of(), VideoDevices.in(folder.resolve("none")));
    }
}
