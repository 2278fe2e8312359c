package org.labthings.openflexure.internal.v2;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.labthings.api.HttpError;
import org.labthings.hardware.image.JpegDecoder;

/** Pictures in other sizes and as JPEG. */
final class Pictures {
    private static final int LARGEST = 10_000;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;

    private Pictures() {}

    /** As JPEG; the same data when it is one already. */
    static byte[] jpeg(byte[] data) throws IOException {
        boolean jpeg = data.length > 2 && (data[0] & 0xFF) == 0xFF && (data[1] & 0xFF) == 0xD8;
        return jpeg ? data : encode(decode(data));
    }

    /** As JPEG of that size. */
    static byte[] resized(byte[] data, int width, int height) throws IOException {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new HttpError(
                    422,
                    "A picture has 1 to "
                            + LARGEST
                            + " pixels a side, not "
                            + width
                            + " x "
                            + height);
        }
        return encode(scaled(decode(data), width, height));
    }

    /** As JPEG that is at most so wide. */
    static byte[] thumbnail(byte[] data, int width) throws IOException {
        BufferedImage image = decode(data);
        if (image.getWidth() <= width) {
            return encode(scaled(image, image.getWidth(), image.getHeight()));
        }
        int height = Math.max(1, Math.round((float) image.getHeight() * width / image.getWidth()));
        return encode(scaled(image, width, height));
    }

    /**
     * A JPEG with what another one says about itself (EXIF), which a change of size leaves true.
     *
     * @param original as a camera made it
     */
    static byte[] withExifOf(byte[] original, byte[] jpeg) {
        int at = 2;
        while (at + 4 < original.length && (original[at] & 0xFF) == 0xFF) {
            int marker = original[at + 1] & 0xFF;
            int length = (original[at + 2] & 0xFF) << 8 | original[at + 3] & 0xFF;
            if (marker == APP1 && at + 2 + length <= original.length) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(jpeg, 0, 2);
                out.write(original, at, 2 + length);
                out.write(jpeg, 2, jpeg.length - 2);
                return out.toByteArray();
            }
            if (marker == START_OF_SCAN) {
                break;
            }
            at += 2 + length;
        }
        return jpeg;
    }

    private static BufferedImage decode(byte[] data) throws IOException {
        return JpegDecoder.decode(data).toBufferedImage();
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        BufferedImage opaque =
                image.getType() == BufferedImage.TYPE_INT_RGB
                        ? image
                        : scaled(image, image.getWidth(), image.getHeight());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(opaque, "jpg", out);
        return out.toByteArray();
    }
}
