package org.labthings.hardware.image;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decodes JPEG pictures faster than this Java's ImageIO. {@link JpegDecoder#use} makes {@link
 * JpegDecoder} ask it first. Any thread calls it.
 */
@ConsumerType
public interface JpegCodec {
    /**
     * What people call it.
     *
     * @return for the log and the health check
     */
    String name();

    /**
     * Decodes a picture; some milliseconds for a megapixel.
     *
     * @param jpeg a whole file, which begins as JPEG does
     * @return empty when ImageIO shall do it: the picture is of another kind, or damaged, or this
     *     codec is not there
     */
    Optional<RgbImage> decode(byte[] jpeg);
}
