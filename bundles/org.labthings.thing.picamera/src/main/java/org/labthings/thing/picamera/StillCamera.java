package org.labthings.thing.picamera;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one picture with all pixels. The live picture must rest meanwhile. */
final class StillCamera {
    private static final Logger LOG = LoggerFactory.getLogger(StillCamera.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Path folder;

    /** Pictures go through this folder, which nobody else uses. */
    StillCamera(Path folder) {
        this.folder = folder;
    }

    /**
     * Deletes its folder. What is left over, because rpicam-still writes still, goes with the other
     * temporary files.
     */
    void forget() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} stays: {}", folder, e.toString());
        }
    }

    /** Makes the command that writes a picture. */
    interface Command {
        ProcessBuilder of(Path file);
    }

    /** Takes a picture; blocks for some seconds. */
    RgbImage picture(Command command) throws IOException, InterruptedException {
        Path file = run(command);
        return JpegDecoder.decode(Files.readAllBytes(file));
    }

    /** Takes what the sensor gives; blocks for some seconds. */
    AutoExposure.Shot raw(Command command) throws IOException, InterruptedException {
        Path file = run(command);
        RawImage image = Dng.read(Files.readAllBytes(folder.resolve("still.dng")));
        try {
            JsonObject said =
                    JsonParser.parseString(Files.readString(Path.of(file + ".json")))
                            .getAsJsonObject();
            return new AutoExposure.Shot(
                    image,
                    said.get("ExposureTime").getAsInt(),
                    said.get("AnalogueGain").getAsDouble());
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException("rpicam-still does not say how it exposed the picture", e);
        }
    }

    private Path run(Command command) throws IOException, InterruptedException {
        Path file = folder.resolve("still.jpg");
        File said = folder.resolve("still.txt").toFile();
        Process process = command.of(file).redirectErrorStream(true).redirectOutput(said).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "rpicam-still took no picture within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 || !Files.exists(file)) {
            String words = Files.readString(said.toPath(), StandardCharsets.UTF_8).strip();
            throw new IOException(
                    "The camera "
                            + Programs.explained(
                                    words.isEmpty()
                                            ? "rpicam-still ended with " + process.exitValue()
                                            : words));
        }
        return file;
    }
}
