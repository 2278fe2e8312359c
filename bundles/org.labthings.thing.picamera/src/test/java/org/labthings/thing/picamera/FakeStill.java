package org.labthings.thing.picamera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.labthings.testing.instruments.MjpegSimulator;

/** In the place of rpicam-still: the first argument is how much light there is. */
public final class FakeStill {
    private FakeStill() {}

    /** Writes a picture, and what is wanted beside it. */
    public static void main(String[] arguments) throws Exception {
        List<String> line = List.of(arguments);
        Path file = Path.of(after(line, "--output"));
        Exposure exposure =
                new Exposure(
                        Integer.parseInt(after(line, "--shutter")),
                        Double.parseDouble(after(line, "--gain")),
                        1,
                        1);
        AutoExposure.Shot shot = new FakeScene(Double.parseDouble(arguments[0])).take(exposure);
        Files.write(file, MjpegSimulator.picture(7));
        Files.writeString(
                Path.of(after(line, "--metadata")),
                "{\"ExposureTime\": " + shot.micros() + ", \"AnalogueGain\": " + shot.gain() + "}");
        if (line.contains("--raw")) {
            String name = file.toString();
            Files.write(
                    Path.of(name.substring(0, name.lastIndexOf('.')) + ".dng"),
                    FakeDng.of(shot.image()));
        }
    }

    private static String after(List<String> line, String option) {
        return line.get(line.indexOf(option) + 1);
    }
}
