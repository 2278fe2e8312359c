package org.labthings.hardware;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.MjpegStream;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that takes pictures. All methods may be called from any thread.
 *
 * <p>A camera need only have a stream and pictures of it: everything else has a default that makes
 * the best of those.
 */
@ConsumerType
public interface Camera {
    /** The capture mode and the streaming modes that every camera knows. */
    String STANDARD = "standard";

    /** The usual streaming mode. */
    String DEFAULT = "default";

    /**
     * The live stream.
     *
     * @return the same stream for the life of the camera
     */
    MjpegStream mjpegStream();

    /**
     * A picture that was exposed after this call; blocks for about one frame.
     *
     * @return JPEG data
     * @throws TimeoutException when the camera delivers nothing
     * @throws InterruptedException when the thread is interrupted
     */
    byte[] grabJpeg() throws InterruptedException, TimeoutException;

    /**
     * The live stream in low resolution. The byte length of its frames says how sharp they are:
     * constant JPEG quality, no averaging of pixels.
     *
     * @return by default that of full size
     */
    default MjpegStream loresMjpegStream() {
        return mjpegStream();
    }

    /**
     * Whether frames come, or would come if somebody watched.
     *
     * @return by default whether the stream was not stopped
     */
    default boolean streamActive() {
        return !mjpegStream().isStopped();
    }

    /**
     * The ways to stream, by name; {@link #DEFAULT} is among them.
     *
     * @return by default only that
     */
    default Map<String, StreamingMode> streamingModes() {
        return Map.of(DEFAULT, new StreamingMode("The only one"));
    }

    /**
     * Name of the streaming mode that is in use.
     *
     * @return one of {@link #streamingModes()}
     */
    default String streamingMode() {
        return DEFAULT;
    }

    /**
     * Changes the streaming mode; may block while the stream restarts.
     *
     * @param mode an unknown one is the {@link #DEFAULT} with a warning in the log
     * @throws org.labthings.api.InvocationError when the camera is not streaming
     * @throws InterruptedException when the thread is interrupted; {@link #streamingMode} is as
     *     before
     */
    default void changeStreamingMode(String mode) throws InterruptedException {}

    /**
     * The ways to take pictures, by name; {@link #STANDARD} is among them.
     *
     * @return by default only that, at the size of the stream
     */
    default Map<String, CaptureMode> captureModes() {
        return Map.of(STANDARD, new CaptureMode("The only one", Optional.empty()));
    }

    /**
     * Sees to it that the next picture is exposed after this call; blocks for about one frame.
     *
     * @throws TimeoutException when the camera delivers nothing
     * @throws InterruptedException when the thread is interrupted
     */
    default void discardFrames() throws InterruptedException, TimeoutException {
        grabJpeg();
    }

    /**
     * Waits until nothing shakes any more after a move, then discards frames; blocks.
     *
     * @throws TimeoutException when the camera delivers nothing
     * @throws InterruptedException when the thread is interrupted
     */
    default void settle() throws InterruptedException, TimeoutException {
        discardFrames();
    }

    /**
     * Takes a picture into memory; blocks.
     *
     * @param captureMode name of one of {@link #captureModes()}; an unknown one is {@link
     *     #STANDARD} with a warning in the log
     * @return the picture, with the states of all Things when it was taken, if the camera knows
     *     them
     * @throws CaptureError when the camera delivers nothing that can be used
     * @throws InterruptedException when the thread is interrupted
     */
    default CapturedImage captureImage(String captureMode) throws InterruptedException {
        try {
            return CapturedImage.of(JpegDecoder.decode(grabJpeg()));
        } catch (TimeoutException | java.io.IOException e) {
            throw new CaptureError("No picture could be taken: " + e.getMessage());
        }
    }

    /**
     * By how much a picture is made smaller to find displacements in it: 1 or more.
     *
     * @return the divisor of both sides
     */
    default int downsampling() {
        return 2;
    }

    /**
     * What tells sample from background, if there is one.
     *
     * @return the one in use at present; not to be kept
     */
    default Optional<BackgroundDetector> backgroundDetector() {
        return Optional.empty();
    }
}
