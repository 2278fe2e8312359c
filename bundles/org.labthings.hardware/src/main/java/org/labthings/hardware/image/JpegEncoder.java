package org.labthings.hardware.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Makes JPEG data of pictures, one after the other, with one writer and one buffer. Belongs to one
 * thread.
 */
public final class JpegEncoder implements AutoCloseable {
    private static final String METADATA = "javax_imageio_jpeg_image_1.0";

    private final ImageWriter writer;
    private final ImageWriteParam param;
    private final boolean fullChroma;
    private final ByteSink sink = new ByteSink();

    /** An encoder that keeps colours at half the resolution, as live streams do. */
    public JpegEncoder() {
        this(false);
    }

    /**
     * An encoder.
     *
     * @param fullChroma colours at full resolution (4:4:4), as pictures are saved
     */
    public JpegEncoder(boolean fullChroma) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new IllegalStateException(
                    "This Java has no JPEG writer; it needs the module java.desktop");
        }
        this.fullChroma = fullChroma;
        writer = writers.next();
        param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    }

    /**
     * Encodes one picture.
     *
     * @param image of any size up to 65,500 x 65,500
     * @param quality 1 to 100
     * @return the data, of which nobody else has a copy
     * @throws IOException when it is too large
     */
    public byte[] encode(RgbImage image, int quality) throws IOException {
        return encode(image.toBufferedImage(), quality);
    }

    /**
     * Encodes one picture.
     *
     * @param image of any size up to 65,500 x 65,500, without transparency
     * @param quality 1 to 100
     * @return the data, of which nobody else has a copy
     * @throws IOException when it is too large, or the writer does not know its colours
     */
    public byte[] encode(BufferedImage image, int quality) throws IOException {
        param.setCompressionQuality(quality / 100f);
        sink.clear();
        writer.setOutput(sink);
        try {
            IIOMetadata metadata = fullChroma ? unsampled(image) : null;
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.setOutput(null);
        }
        return sink.data();
    }

    /** The usual metadata, with every component at full resolution. */
    private IIOMetadata unsampled(BufferedImage image) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        Node tree = metadata.getAsTree(METADATA);
        NodeList components = ((Element) tree).getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(METADATA, tree);
        return metadata;
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
