package org.labthings.hardware.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.labthings.hardware.data.JsonText;

/**
 * A picture in memory and what was the case when it was taken. Immutable.
 *
 * @param image the picture
 * @param time when it was taken
 * @param thingStates the state of every Thing then, by name; empty when unknown
 * @param saveResolution the size of its files; empty: as it is
 */
public record CapturedImage(
        RgbImage image,
        OffsetDateTime time,
        Map<String, Map<String, Object>> thingStates,
        Optional<Resolution> saveResolution) {
    private static final int QUALITY = 95;

    /**
     * Makes the map unmodifiable.
     *
     * @param image the picture
     * @param time when it was taken
     * @param thingStates copied
     * @param saveResolution the size of its files; empty: as it is
     */
    public CapturedImage {
        thingStates = Map.copyOf(thingStates);
    }

    /**
     * A picture taken now, about which nothing else is known.
     *
     * @param image the picture, not to be changed any more
     * @return without states, and saved at its size
     */
    public static CapturedImage of(RgbImage image) {
        return new CapturedImage(
                image,
                OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS),
                Map.of(),
                Optional.empty());
    }

    /**
     * The same picture with these states.
     *
     * @param states by name of the Thing, as JDK values; copied
     * @return a new one, which shares the pixels
     */
    public CapturedImage withThingStates(Map<String, Map<String, Object>> states) {
        return new CapturedImage(image, time, states, saveResolution);
    }

    /**
     * The same picture, whose files have this size.
     *
     * @param size in pixels; other proportions stretch it
     * @return a new one, which shares the pixels
     */
    public CapturedImage withSaveResolution(Resolution size) {
        return new CapturedImage(image, time, thingStates, Optional.of(size));
    }

    /**
     * JPEG data: quality 95, colours at full resolution, with EXIF metadata.
     *
     * @return a whole file; encoded at each call, on this thread
     * @throws IOException when it cannot be encoded
     * @throws IllegalArgumentException when the states of all Things take more than 64 kB
     */
    public byte[] toJpeg() throws IOException {
        try (JpegEncoder encoder = new JpegEncoder(true)) {
            return Exif.insert(encoder.encode(sized(), QUALITY), time, JsonText.of(thingStates));
        }
    }

    /**
     * Saves the picture, replacing a file of that name. Who looks into the folder sees the whole
     * file or none. Blocks while it is encoded and written.
     *
     * @param file its name ends with {@code .png}, else it is a JPEG
     * @throws IOException "An error occurred while saving", with the reason
     * @throws IllegalArgumentException as {@link #toJpeg}; there is no file then
     */
    public void save(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path hidden = null;
        try {
            Files.createDirectories(folder);
            hidden = Files.createTempFile(folder, ".saving-", ".tmp");
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
                ImageIO.write(sized().toBufferedImage(), "png", hidden.toFile());
            } else {
                Files.write(hidden, toJpeg());
            }
            readable(hidden);
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
            hidden = null;
        } catch (IOException e) {
            throw new IOException("An error occurred while saving " + file + ": " + e, e);
        } finally {
            if (hidden != null) {
                Files.deleteIfExists(hidden);
            }
        }
    }

    /** A temporary file is for its owner only; a picture is as the folder's other files. */
    private static void readable(Path file) {
        file.toFile().setReadable(true, false);
    }

    private RgbImage sized() {
        return saveResolution.map(r -> image.resized(r.width(), r.height())).orElse(image);
    }
}
