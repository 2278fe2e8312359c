package org.labthings.hardware.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.Default;
import org.labthings.api.Endpoint;
import org.labthings.api.EndpointResponse;
import org.labthings.api.InvocationError;
import org.labthings.api.MjpegStream;
import org.labthings.api.Name;
import org.labthings.api.NumericArray;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.hardware.Camera;
import org.labthings.hardware.StreamingMode;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.hardware.ui.PropertyControl;
import org.labthings.hardware.ui.UserInterface;

/**
 * A camera with a live picture in two sizes.
 *
 * <p>A driver feeds {@link #mjpegStream} and {@link #loresMjpegStream} from a thread of its own,
 * and implements {@link #startStreaming} and {@link #streamActive}. A method that a driver
 * overrides must carry the annotation of the original, {@code @Property} or {@code @Action}:
 * without it the affordance is gone.
 */
public abstract class StreamingCamera implements Thing, Camera {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FULL_RESOLUTION = "full_resolution";
    private static final int TRIES = 3;

    /** Live picture. */
    public final MjpegStream mjpegStream = MjpegStream.create();

    /** Live picture in low resolution. */
    public final MjpegStream loresMjpegStream = MjpegStream.create();

    private volatile String streamingMode = DEFAULT;
    private volatile ThingContext context;
    private volatile UserInterface ui;

    /**
     * Starts streaming in a mode, or changes to it. Called by one thread at a time; may block.
     *
     * @param mode one of {@link #streamingModes()}
     * @throws InterruptedException when the thread is interrupted
     */
    protected abstract void startStreaming(String mode) throws InterruptedException;

    /** Takes frames from now on. */
    @Override
    public void open(ThingContext newContext) throws Exception {
        context = newContext;
        ui = new UserInterface(newContext);
        require(DEFAULT, streamingModes(), "streaming mode");
        require(FULL_RESOLUTION, streamingModes(), "streaming mode");
        mjpegStream.reset();
        loresMjpegStream.reset();
    }

    /** What a driver must not leave out: others ask for it by name. */
    final void require(String mode, Map<String, ?> modes, String what) {
        if (!modes.containsKey(mode)) {
            throw new IllegalStateException(
                    "A camera needs a "
                            + what
                            + " '"
                            + mode
                            + "', and "
                            + getClass().getSimpleName()
                            + " has only "
                            + modes.keySet()
                            + ". Add it in the driver.");
        }
    }

    /** Ends the streams. */
    @Override
    public void close() throws Exception {
        mjpegStream.stop();
        loresMjpegStream.stop();
    }

    /**
     * What the server told this camera when it opened; null before.
     *
     * @return also after this camera was closed, until it opens anew
     */
    protected final ThingContext context() {
        return context;
    }

    /** Whether frames come. */
    @Override
    @Property
    public abstract boolean streamActive();

    /** The ways to stream, by name. */
    @Override
    @Property
    public Map<String, StreamingMode> streamingModes() {
        return Map.of(
                DEFAULT,
                new StreamingMode("The usual live picture"),
                FULL_RESOLUTION,
                new StreamingMode("The live picture during scans"));
    }

    /** Name of the streaming mode that is in use. */
    @Override
    @Property
    public final String streamingMode() {
        return streamingMode;
    }

    /**
     * Whether the camera must be calibrated before it is used.
     *
     * @return by default not
     */
    @Property
    public boolean calibrationRequired() {
        return false;
    }

    /**
     * Whether there is something to calibrate.
     *
     * @return by default yes
     */
    @Property
    public boolean canCalibrate() {
        return true;
    }

    /**
     * Buttons of the calibration wizard and of the settings.
     *
     * @return by default none
     */
    @Property
    @Name("primary_calibration_actions")
    public final List<ActionButton> checkedPrimaryCalibrationActions() {
        return ui.checked(primaryCalibrationActions());
    }

    /**
     * Buttons of the settings only.
     *
     * @return by default none
     */
    @Property
    @Name("secondary_calibration_actions")
    public final List<ActionButton> checkedSecondaryCalibrationActions() {
        return ui.checked(secondaryCalibrationActions());
    }

    /**
     * Controls of the settings.
     *
     * @return by default none
     */
    @Property
    @Name("manual_camera_settings")
    public final List<PropertyControl> checkedManualCameraSettings() {
        return ui.checked(manualCameraSettings());
    }

    /**
     * Buttons of the calibration wizard and of the settings; they are checked when served.
     *
     * @return by default none
     */
    protected List<ActionButton> primaryCalibrationActions() {
        return List.of();
    }

    /**
     * Buttons of the settings only; they are checked when served.
     *
     * @return by default none
     */
    protected List<ActionButton> secondaryCalibrationActions() {
        return List.of();
    }

    /**
     * Controls of the settings; they are checked when served.
     *
     * @return by default none
     */
    protected List<PropertyControl> manualCameraSettings() {
        return List.of();
    }

    /**
     * Changes the streaming mode.
     *
     * @param mode name of one of the streaming modes
     */
    @Override
    @Action
    public final void changeStreamingMode(@Default("\"default\"") String mode)
            throws InterruptedException {
        if (!streamActive()) {
            throw new InvocationError("Cannot change streaming mode before streaming is started.");
        }
        String known = known(mode, streamingModes(), DEFAULT, "streaming mode");
        if (!known.equals(streamingMode)) {
            startStreaming(known);
            streamingMode = known;
        }
    }

    final String known(String mode, Map<String, ?> modes, String usual, String what) {
        if (modes.containsKey(mode)) {
            return mode;
        }
        context.logger()
                .warn(
                        "There is no {} '{}', '{}' is used. There are {}.",
                        what,
                        mode,
                        usual,
                        modes.keySet());
        return usual;
    }

    /**
     * Takes the next frame of a stream.
     *
     * @param streamName which stream
     * @return JPEG data in memory, as it was streamed
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws org.labthings.api.ServerNotRunningError when the stream was stopped
     */
    @Action
    @Name("grab_jpeg")
    public final @org.labthings.api.MediaType("image/jpeg") Blob grabJpegBlob(
            @Default("\"main\"") StreamName streamName)
            throws InterruptedException, TimeoutException {
        return Blob.fromBytes(stream(streamName).grabFrame(PATIENCE), "image/jpeg");
    }

    /**
     * Takes the next frame of a stream as numbers: rows of pixels of red, green, blue.
     *
     * @param streamName which stream
     * @return [row][column][channel], integers from 0 to 255
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws IOException when three frames one after the other are damaged
     */
    @Action
    public final NumericArray grabAsArray(@Default("\"main\"") StreamName streamName)
            throws InterruptedException, TimeoutException, IOException {
        return grabImage(streamName).toArray();
    }

    /** The next frame of a stream, decoded; damaged ones are passed over, three at most. */
    final RgbImage grabImage(StreamName streamName)
            throws InterruptedException, TimeoutException, IOException {
        for (int i = 1; ; i++) {
            try {
                return JpegDecoder.decode(stream(streamName).grabFrame(PATIENCE));
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
                context.logger().warn("A frame is passed over: {}", e.getMessage());
            }
        }
    }

    /**
     * Length of the next frame of a stream in bytes.
     *
     * @param streamName which stream
     * @return about how sharp it is, in low resolution
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     */
    @Action
    public final int grabJpegSize(@Default("\"main\"") StreamName streamName)
            throws InterruptedException, TimeoutException {
        return stream(streamName).grabFrame(PATIENCE).length;
    }

    private MjpegStream stream(StreamName name) {
        return name == StreamName.MAIN ? mjpegStream : loresMjpegStream;
    }

    /**
     * The next frame in low resolution.
     *
     * @return JPEG
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     */
    @Endpoint("snapshot")
    public final EndpointResponse snapshot() throws InterruptedException, TimeoutException {
        return EndpointResponse.bytes(loresMjpegStream.grabFrame(PATIENCE), "image/jpeg");
    }

    @Override
    public final MjpegStream mjpegStream() {
        return mjpegStream;
    }

    @Override
    public final MjpegStream loresMjpegStream() {
        return loresMjpegStream;
    }

    @Override
    public byte[] grabJpeg() throws InterruptedException, TimeoutException {
        mjpegStream.grabFrame(PATIENCE); // may have been begun before the call
        return mjpegStream.grabFrame(PATIENCE);
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("camera", getClass().getSimpleName());
    }
}
