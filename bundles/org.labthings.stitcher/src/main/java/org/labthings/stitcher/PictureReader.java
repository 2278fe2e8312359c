package org.labthings.stitcher;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labthings.hardware.image.Exif;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.Resolution;
import org.labthings.stitcher.Picture.Mapping;

/**
 * Finds the pictures of a folder and reads where they belong: the EXIF user comment holds the state
 * of every Thing as JSON, among them the stage's position and the mapping's matrix. Without a
 * position there, the numbers of the file's name count.
 */
final class PictureReader {
    private static final Pattern NAME =
            Pattern.compile("[^.].*?(-?\\d+)_(-?\\d+)(?:_(-?\\d+))?\\.jpe?g");

    private PictureReader() {}

    /** All pictures that can be read; others are named in a line and left out. */
    static List<Picture> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(PictureReader::isPicture).sorted().toList();
        }
        List<Picture> pictures = new ArrayList<>();
        for (Path file : files) {
            try {
                pictures.add(picture(file));
            } catch (NoSuchFileException e) {
                // it was deleted meanwhile
            } catch (IOException e) {
                System.out.println("Left out " + file.getFileName() + ": " + e.getMessage());
            }
        }
        return pictures;
    }

    private static boolean isPicture(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    private static Picture picture(Path file) throws IOException {
        byte[] jpeg = Files.readAllBytes(file);
        Resolution size = JpegDecoder.size(jpeg);
        JsonObject states = states(jpeg);
        int[] position = position(states).orElseGet(() -> position(file));
        return new Picture(
                file,
                jpeg.length,
                size.width(),
                size.height(),
                position[0],
                position[1],
                mapping(states, size.width()));
    }

    private static JsonObject states(byte[] jpeg) {
        try {
            JsonElement json = JsonParser.parseString(Exif.userComment(jpeg).orElse("{}"));
            return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject(); // somebody else's comment
        }
    }

    /** Of the Thing {@code stage}, else of the first that has a position. */
    private static Optional<int[]> position(JsonObject states) {
        return Stream.concat(
                        Stream.ofNullable(states.get("stage")),
                        states.entrySet().stream().map(Map.Entry::getValue))
                .filter(JsonElement::isJsonObject)
                .map(s -> s.getAsJsonObject().get("position"))
                .filter(p -> p != null && p.isJsonObject())
                .map(JsonElement::getAsJsonObject)
                .filter(p -> p.has("x") && p.has("y"))
                .map(p -> new int[] {p.get("x").getAsInt(), p.get("y").getAsInt()})
                .findFirst();
    }

    /** {@code img_x_y_z}, or {@code x_y} as older servers named them. */
    private static int[] position(Path file) {
        Matcher m = NAME.matcher(file.getFileName().toString());
        if (!m.matches()) {
            throw new IllegalArgumentException(file.toString()); // only such files are read
        }
        return new int[] {Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))};
    }

    private static Mapping mapping(JsonObject states, int width) {
        for (Map.Entry<String, JsonElement> e : states.entrySet()) {
            if (e.getValue() instanceof JsonObject state
                    && state.get("image_to_stage_displacement_matrix") instanceof JsonArray m
                    && state.get("image_resolution") instanceof JsonArray resolution) {
                try {
                    double[][] matrix = new double[2][2];
                    for (int i = 0; i < 4; i++) {
                        matrix[i / 2][i % 2] =
                                m.get(i / 2).getAsJsonArray().get(i % 2).getAsDouble();
                    }
                    return Mapping.inverse(matrix, width / resolution.get(1).getAsDouble());
                } catch (RuntimeException notAMatrix) {
                    return null; // Gson has an exception for each way of being none
                }
            }
        }
        return null;
    }
}
