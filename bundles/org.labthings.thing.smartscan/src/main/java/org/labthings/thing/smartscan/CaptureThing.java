package org.labthings.thing.smartscan;

import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.InvocationError;
import org.labthings.api.Name;
import org.labthings.api.NumericArray;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.api.Tuple;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.GalleryProvider;
import org.labthings.hardware.data.DataFolder;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Takes pictures and saves them, for clients of OpenFlexure's alpha generation, where it was
 * deprecated already: new ones use {@code capture} of the camera.
 *
 * <p>All paths are within the camera's data folder, or this Thing's own if the camera has none.
 */
@ThingType(title = "CaptureThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.capture:CaptureThing")
public class CaptureThing implements Thing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MAIN = "main";
    private static final String LORES = "lores";
    private static final String FULL = "full";
    private static final String QUICK = "quick";

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class).defaultTo("camera");

    private volatile ThingContext context;

    /**
     * A picture and what was the case when it was taken.
     *
     * @param image rows of pixels of red, green, blue
     * @param metadata the state of every Thing
     */
    @Tuple
    public record ArrayWithMetadata(
            NumericArray image, Map<String, Map<String, Object>> metadata) {}

    @Override
    public void open(ThingContext newContext) {
        context = newContext;
    }

    /**
     * Takes a picture in full resolution and saves it as a JPEG.
     *
     * @param filename within the data folder
     */
    @Action
    @Name("capture_jpeg")
    public void captureJpeg(@Pattern(regexp = DataFolder.RELATIVE) String filename)
            throws InterruptedException, IOException {
        Path file = file(filename);
        take(FULL).save(file);
    }

    /**
     * Takes a picture and saves it as a JPEG, with the states of all Things.
     *
     * @param jpegPath within the data folder
     * @param streamName {@code main}, {@code lores} or {@code full}
     */
    @Action
    @Name("_capture_and_save")
    public void captureAndSave(
            @Pattern(regexp = DataFolder.RELATIVE) String jpegPath,
            @Default("\"main\"") String streamName)
            throws InterruptedException, IOException {
        Path file = file(jpegPath);
        long start = System.nanoTime();
        CapturedImage image = take(streamName);
        long taken = System.nanoTime();
        image.save(file);
        context.logger()
                .info(
                        "Picture {} was taken in {} s and saved in {} s",
                        jpegPath,
                        tenths(taken - start),
                        tenths(System.nanoTime() - taken));
    }

    private static String tenths(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }

    /**
     * Takes a picture as numbers.
     *
     * @param stream {@code main}, {@code lores} or {@code full}
     */
    @Action
    @Name("_capture_array")
    public ArrayWithMetadata captureArray(@Default("\"main\"") String stream)
            throws InterruptedException {
        CapturedImage image = take(stream);
        return new ArrayWithMetadata(image.image().toArray(), image.thingStates());
    }

    private CapturedImage take(String stream) throws InterruptedException {
        Camera source = camera.get();
        try {
            CapturedImage image =
                    switch (stream) {
                        case MAIN ->
                                source.captureImage(
                                        source.captureModes().containsKey(QUICK)
                                                ? QUICK
                                                : Camera.STANDARD);
                        case FULL -> source.captureImage(Camera.STANDARD);
                        case LORES ->
                                CapturedImage.of(
                                        JpegDecoder.decode(
                                                source.loresMjpegStream().grabFrame(PATIENCE)));
                        default ->
                                throw new CaptureError(
                                        "there is no stream '"
                                                + stream
                                                + "'; there are "
                                                + List.of(MAIN, LORES, FULL));
                    };
            return image.thingStates().isEmpty()
                    ? image.withThingStates(context.thingStates())
                    : image;
        } catch (CaptureError | TimeoutException | IOException e) {
            throw new CaptureError(
                    "An error occurred while capturing with '"
                            + camera.thingName().orElse("?")
                            + "': "
                            + e.getMessage());
        }
    }

    private Path file(String path) throws IOException {
        String name = path.toLowerCase(Locale.ROOT);
        if (!name.matches("(.*[/\\\\])?[^./\\\\][^/\\\\]*\\.jpe?g")) {
            throw new InvocationError( // expected: one line in the log, without a trace
                    "An error occurred while saving "
                            + path
                            + ": that is no name for a picture. It must end with .jpg or .jpeg.");
        }
        DataFolder folder =
                camera.get() instanceof GalleryProvider gallery
                        ? DataFolder.at(gallery.galleryFolder())
                        : DataFolder.of(context);
        return folder.resolve(path);
    }
}
