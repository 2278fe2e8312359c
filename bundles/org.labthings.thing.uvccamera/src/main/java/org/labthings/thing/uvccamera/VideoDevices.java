package org.labthings.thing.uvccamera;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The cameras that Linux knows at this moment; other systems do not tell without being asked. */
final class VideoDevices {
    /** Where Linux describes its video devices. */
    static final Path LINUX = Path.of("/sys/class/video4linux");

    private static final String FIRST = "0"; // further ones of a camera deliver no pictures

    private VideoDevices() {}

    /**
     * What people call each camera, to its path, in the order of the paths.
     *
     * @param folder with a folder for each device; need not exist
     */
    static Map<String, String> in(Path folder) {
        Map<Integer, Path> numbered = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "video*")) {
                for (Path entry : entries) {
                    String number = entry.getFileName().toString().substring("video".length());
                    if (number.matches("\\d{1,6}") && text(entry, "index").equals(FIRST)) {
                        numbered.put(Integer.valueOf(number), entry);
                    }
                }
            } catch (IOException e) {
                return Map.of(); // one was unplugged meanwhile: the next look finds the others
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Path entry : numbered.values()) {
            String device = "/dev/" + entry.getFileName();
            String name = text(entry, "name");
            boolean clear = !name.isEmpty() && !found.containsKey(name);
            found.put(clear ? name : (name + " " + device).strip(), device);
        }
        return found;
    }

    private static String text(Path device, String attribute) {
        try {
            return Files.readString(device.resolve(attribute)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
