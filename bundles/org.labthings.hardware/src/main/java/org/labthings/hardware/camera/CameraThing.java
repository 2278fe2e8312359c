package org.labthings.hardware.camera;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Endpoint;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.NumericArray;
import org.labthings.api.Property;
import org.labthings.api.Setting;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.CaptureMode;
import org.labthings.hardware.GalleryProvider;
import org.labthings.hardware.data.DataFolder;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;

/**
 * A camera with two streams, capture modes, pictures in memory and in a folder, and background
 * detection: all that OpenFlexure's clients know of a camera.
 *
 * <p>A driver does what {@link StreamingCamera} says, and where it can take better pictures than
 * those of its stream, implements {@link #takePicture}. A sub-class that overrides {@link #open} or
 * {@link #close} calls it.
 */
public abstract class CameraThing extends AlphaCamera implements GalleryProvider {
    /** By how much {@code capture_downsampled_array} makes a picture smaller. */
    public final DataProperty<Integer> downsampledArrayFactor = DataProperty.of(2).min(1);

    /** How long nothing shakes any more after a move, in seconds. */
    public final DataSetting<Double> settlingTime = DataSetting.of(0.2).min(0).finite();

    final ThingSlot<BackgroundDetector> backgroundDetectors =
            ThingSlot.mapping(BackgroundDetector.class);

    private final DetectorChoice detector = new DetectorChoice(backgroundDetectors);
    private final CaptureBuffers buffers = new CaptureBuffers();
    private volatile DataFolder data;
    private volatile CaptureFolder captures;

    /**
     * Takes a picture that is exposed after this call; blocks. By default the next but one frame of
     * the stream. Where the server runs without a global lock, or other Things take pictures, too,
     * it is called by several threads at a time.
     *
     * @param captureMode one of {@link #captureModes()}
     * @return a picture of any size, not changed afterwards
     * @throws TimeoutException when the camera delivers nothing; it is tried again
     * @throws IOException when what it delivers is damaged; it is tried again
     * @throws InterruptedException when the thread is interrupted
     */
    protected RgbImage takePicture(String captureMode)
            throws InterruptedException, TimeoutException, IOException {
        return JpegDecoder.decode(grabJpeg());
    }

    /**
     * What {@code capture_as_array} gives when raw data is asked for; blocks.
     *
     * @param captureMode one of {@link #captureModes()}
     * @return the data of the sensor, of any shape
     * @throws InterruptedException when the thread is interrupted
     * @throws UnsupportedOperationException when there is none: by default
     */
    protected NumericArray takeRawPicture(String captureMode) throws InterruptedException {
        throw new UnsupportedOperationException("This camera has no raw pictures");
    }

    /** Makes the folder for data. */
    @Override
    public void open(ThingContext newContext) throws Exception {
        super.open(newContext);
        require(STANDARD, captureModes(), "capture mode");
        detector.coerce(newContext.logger());
        data = DataFolder.of(newContext);
        captures = new CaptureFolder(data.path(), newContext.logger());
    }

    /** Ends the streams and forgets the pictures in memory. */
    @Override
    public void close() throws Exception {
        super.close();
        buffers.clear();
    }

    /** The ways to take pictures, by name. */
    @Override
    @Property
    public Map<String, CaptureMode> captureModes() {
        return Map.of(
                "quick",
                new CaptureMode("As fast as can be", Optional.empty()),
                STANDARD,
                new CaptureMode("The best picture", Optional.empty()));
    }

    /**
     * Name of the background detector in use.
     *
     * @return the chosen one while it is there, else the usual one, else the first; empty without
     *     any
     */
    @Setting
    public final Optional<String> backgroundDetectorName() {
        return detector.name();
    }

    /**
     * Chooses a detector; one that is not there is refused with a warning, once slots are filled.
     *
     * @param name of its Thing; empty: the usual one, or the first
     */
    public final void backgroundDetectorName(Optional<String> name) {
        if (context() != null && name.isPresent() && !detector.knows(name.get())) {
            context()
                    .logger()
                    .warn(
                            "There is no background detector '{}', '{}' stays in use. There are"
                                    + " {}.",
                            name.get(),
                            detector.name().orElse("none"),
                            backgroundDetectors.all().keySet());
            return;
        }
        detector.choose(name);
    }

    /** Sees to it that the next picture is exposed after this call. */
    @Override
    @Action
    public void discardFrames() throws InterruptedException, TimeoutException {
        grabJpeg();
    }

    /**
     * Takes a picture as numbers: rows of pixels of red, green, blue.
     *
     * @param captureMode name of one of the capture modes
     * @param raw whether the data of the sensor is wanted
     * @return [row][column][channel], integers from 0 to 255; raw data has a shape of its own
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when the camera delivers nothing
     * @throws IOException when what the camera delivers is damaged
     */
    @Action
    public final NumericArray captureAsArray(
            @Default("\"standard\"") String captureMode, @Default("false") boolean raw)
            throws InterruptedException, TimeoutException, IOException {
        String mode = knownCaptureMode(captureMode);
        return raw ? takeRawPicture(mode) : takePicture(mode).toArray();
    }

    /**
     * Takes a picture as numbers, made smaller by taking means of blocks.
     *
     * @return [row][column][channel], from 0 to 255
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when the camera delivers nothing
     * @throws IOException when what the camera delivers is damaged
     */
    @Action
    public final NumericArray captureDownsampledArray()
            throws InterruptedException, TimeoutException, IOException {
        return Arrays3.of(takePicture("quick").blockMeans(downsampling()));
    }

    /**
     * Takes a picture and saves it.
     *
     * @param captureMode name of one of the capture modes
     * @param imageFormat what it is saved as
     * @param retainImage whether it stays on the server, in the gallery; otherwise it goes with the
     *     result of this action
     * @return the file
     * @throws InterruptedException when the thread is interrupted
     * @throws org.labthings.hardware.CaptureError when the camera delivers nothing that can be used
     * @throws IOException when it cannot be saved
     */
    @Action
    public final @org.labthings.api.MediaType("image/*") Blob capture(
            @Default("\"standard\"") String captureMode,
            @Default("\"jpeg\"") ImageFormat imageFormat,
            @Default("true") boolean retainImage)
            throws InterruptedException, IOException {
        CapturedImage image = captureImage(captureMode);
        String format = imageFormat == ImageFormat.JPEG ? "jpeg" : "png";
        if (retainImage) {
            return Blob.fromFile(captures.save(image, format), "image/" + format);
        }
        Path folder = Files.createTempDirectory("labthings-capture-");
        String name = CaptureFolder.fileName(format);
        try {
            image.save(folder.resolve(name));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(folder); // files appear whole or not at all
            throw e;
        }
        return Blob.fromTemporaryDirectory(folder, name, "image/" + format);
    }

    @Override
    public final CapturedImage captureImage(String captureMode) throws InterruptedException {
        return capture(knownCaptureMode(captureMode), 1);
    }

    private CapturedImage capture(String mode, int attempts) throws InterruptedException {
        for (int i = 1; ; i++) {
            Map<String, Map<String, Object>> states = context().thingStates();
            OffsetDateTime time = OffsetDateTime.now();
            try {
                return new CapturedImage(
                        takePicture(mode), time, states, captureModes().get(mode).saveResolution());
            } catch (TimeoutException | IOException e) {
                if (i >= attempts) {
                    throw new CaptureError(
                            "No picture could be taken in "
                                    + attempts
                                    + " attempts: "
                                    + e.getMessage()
                                    + ". Check the camera and its cable.");
                }
                context().logger().warn("A picture is taken again: {}", e.getMessage());
            }
        }
    }

    private String knownCaptureMode(String mode) {
        return known(mode, captureModes(), STANDARD, "capture mode");
    }

    /**
     * Takes a picture and keeps it in memory, with the states of all Things.
     *
     * @param captureMode name of one of the capture modes
     * @param bufferMax how many pictures there may be in memory; the oldest go
     * @param maxAttempts how often it is tried
     * @return its id, for {@code save_from_memory}; never used again while the server runs
     * @throws InterruptedException when the thread is interrupted
     * @throws org.labthings.hardware.CaptureError when no attempt succeeds
     */
    @Action
    public final int captureToMemory(
            @Default("\"standard\"") String captureMode,
            @Default("1") int bufferMax,
            @Default("5") int maxAttempts)
            throws InterruptedException {
        return buffers.add(capture(knownCaptureMode(captureMode), maxAttempts), bufferMax);
    }

    /**
     * Saves a picture that is in memory.
     *
     * @param path within this camera's data folder; {@code .png}, else it is a JPEG
     * @param bufferId what {@code capture_to_memory} returned; without it the newest, and all
     *     others go
     * @throws NoImageInMemoryError when it is not, or not any more
     * @throws IOException when it cannot be written; it is not in memory any more
     */
    @Action
    public final void saveFromMemory(
            @Pattern(regexp = DataFolder.RELATIVE) String path, Optional<Integer> bufferId)
            throws IOException {
        Path file = data.resolve(path);
        buffers.save(bufferId.orElse(null), file);
    }

    /** Forgets the pictures in memory. */
    @Action
    public final void clearBuffers() {
        buffers.clear();
    }

    /** Waits until nothing shakes any more after a move, then discards frames. */
    @Override
    @Action
    public final void settle() throws InterruptedException, TimeoutException {
        Invocation.sleep(Duration.ofNanos(Math.round(settlingTime.get() * 1e9)));
        discardFrames();
    }

    /**
     * Whether the picture shows sample, and why.
     *
     * @return about the next frame in low resolution
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws IOException when three frames one after the other are damaged
     */
    @Action
    public final BackgroundDetector.Judgement imageIsSample()
            throws InterruptedException, TimeoutException, IOException {
        return requiredDetector().imageIsSample(grabImage(StreamName.LORES));
    }

    /**
     * Takes the picture for background.
     *
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws IOException when three frames one after the other are damaged
     */
    @Action
    public final void setBackground() throws InterruptedException, TimeoutException, IOException {
        requiredDetector().setBackground(grabImage(StreamName.LORES));
    }

    private BackgroundDetector requiredDetector() {
        return detector.get()
                .orElseThrow(() -> new InvocationError("No background detectors available."));
    }

    /**
     * Counts the frames of the live picture.
     *
     * @param duration in seconds
     * @return path of the file with the result
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws IOException when the file cannot be written
     */
    @Action
    public final String recordFramerate(@Default("5.0") @Positive @DecimalMin("0") double duration)
            throws InterruptedException, TimeoutException, IOException {
        return FrameRate.record(mjpegStream, duration, data.path()).toString();
    }

    /**
     * Deletes a captured picture.
     *
     * @param name of its file, without folders
     * @throws org.labthings.api.HttpError 400 when that is no picture here, or it cannot be deleted
     */
    @Endpoint(value = "capture/{name}", method = "DELETE")
    public final void deleteCapture(String name) {
        captures.delete(name);
    }

    @Override
    final Optional<String> detectorName() {
        return detector.name();
    }

    @Override
    public final int downsampling() {
        return downsampledArrayFactor.get();
    }

    @Override
    public final Optional<BackgroundDetector> backgroundDetector() {
        return detector.get();
    }

    @Override
    public final String cardType() {
        return "Capture";
    }

    @Override
    public final Path galleryFolder() {
        return data.path();
    }

    @Override
    public final List<GalleryItem> galleryItems() throws IOException {
        return captures.items();
    }

    @Override
    public final void deleteAllGalleryItems() throws IOException {
        captures.deleteAll();
    }
}
