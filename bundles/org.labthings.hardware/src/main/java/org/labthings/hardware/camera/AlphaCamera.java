package org.labthings.hardware.camera;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.Default;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.hardware.image.Resolution;

/**
 * What clients of OpenFlexure's alpha generation ask of a camera beside what those of today ask.
 * Drivers extend {@link CameraThing}.
 */
public abstract class AlphaCamera extends StreamingCamera {
    /** For {@link CameraThing} only. */
    AlphaCamera() {}

    /** Name of the background detector in use. */
    abstract Optional<String> detectorName();

    /**
     * What the alpha generation's clients ask about background detection.
     *
     * @param name of the detector in use
     * @param ready whether it has learnt the background
     */
    public record DetectorStatus(String name, boolean ready) {}

    /**
     * The background detector in use; null when there is none.
     *
     * @return as of now
     */
    @Property
    public final Optional<DetectorStatus> backgroundDetectorStatus() {
        return backgroundDetector()
                .map(d -> new DetectorStatus(detectorName().orElse(""), d.ready()));
    }

    /**
     * Starts the streams again, for clients of OpenFlexure's alpha generation.
     *
     * @param mainResolution is not used: streams have the size of the streaming mode
     * @param bufferCount is not used
     * @throws InterruptedException when the thread is interrupted
     */
    @Action
    @Name("start_streaming")
    public final void startStreamingAgain(
            Optional<Resolution> mainResolution, @Default("6") int bufferCount)
            throws InterruptedException {
        if (mainResolution.isPresent()) {
            context()
                    .logger()
                    .warn(
                            "Streams have the size of their streaming mode, not {} x {}: use"
                                    + " change_streaming_mode.",
                            mainResolution.get().width(),
                            mainResolution.get().height());
        }
        startStreaming(streamingMode());
    }

    /**
     * Takes a JPEG, for clients of OpenFlexure's alpha generation.
     *
     * @param resolution how large
     * @return JPEG data in memory
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when no frame comes within 10 s
     * @throws IOException when the picture cannot be encoded
     */
    @Action
    public final @org.labthings.api.MediaType("image/jpeg") Blob captureJpeg(
            @Default("\"main\"") JpegResolution resolution)
            throws InterruptedException, TimeoutException, IOException {
        return switch (resolution) {
            case LORES -> grabJpegBlob(StreamName.LORES);
            case MAIN -> grabJpegBlob(StreamName.MAIN);
            case FULL -> Blob.fromBytes(captureImage(STANDARD).toJpeg(), "image/jpeg");
        };
    }
}
