package org.labthings.hardware;

import java.util.concurrent.TimeoutException;
import org.labthings.api.MjpegStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that takes pictures. All methods may be called from any thread. */
@ConsumerType
public interface Camera {
    /** The live stream. */
    MjpegStream mjpegStream();

    /**
     * A picture that was exposed after this call; blocks for about one frame.
     *
     * @return JPEG data
     * @throws TimeoutException when the camera delivers nothing
     */
    byte[] grabJpeg() throws InterruptedException, TimeoutException;
}
