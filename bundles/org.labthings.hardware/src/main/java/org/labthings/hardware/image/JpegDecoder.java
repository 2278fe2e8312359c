package org.labthings.hardware.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads JPEG, PNG and what else this Java's ImageIO knows. */
public final class JpegDecoder {
    private JpegDecoder() {}

    /**
     * Decodes a picture. On the caller's thread; some milliseconds for a megapixel.
     *
     * @param data a whole file
     * @return its pixels in sRGB, without transparency
     * @throws IOException when the data is damaged, or no picture
     */
    public static RgbImage decode(byte[] data) throws IOException {
        MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(data));
        BufferedImage image;
        try {
            image = ImageIO.read(in); // closes it when it could read it
        } catch (RuntimeException e) { // the reader meets damaged data with many of them
            throw new IOException("The picture is damaged: " + e.getMessage(), e);
        }
        if (image == null) {
            in.close();
            throw new IOException("These " + data.length + " bytes are no picture");
        }
        return RgbImage.of(image);
    }
}
