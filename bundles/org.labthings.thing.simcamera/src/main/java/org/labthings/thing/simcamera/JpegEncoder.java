package org.labthings.thing.simcamera;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Makes JPEG data of pictures, one after the other, with one writer and one buffer. */
final class JpegEncoder implements AutoCloseable {
    private final ImageWriter writer;
    private final ImageWriteParam param;
    private final ByteSink sink = new ByteSink();

    JpegEncoder() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new IllegalStateException(
                    "This Java has no JPEG writer; it needs the module java.desktop");
        }
        writer = writers.next();
        param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    }

    /**
     * Encodes one picture.
     *
     * @param quality 1 to 100
     * @return the data, of which nobody else has a copy
     */
    byte[] encode(BufferedImage image, int quality) throws IOException {
        param.setCompressionQuality(quality / 100f);
        sink.clear();
        writer.setOutput(sink);
        try {
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.setOutput(null);
        }
        return sink.data();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
