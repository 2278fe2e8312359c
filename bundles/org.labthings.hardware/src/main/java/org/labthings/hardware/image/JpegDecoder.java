package org.labthings.hardware.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG, PNG and what else this Java's ImageIO knows: the one door through which pictures are
 * decoded. A {@link JpegCodec} that is faster is asked first, if there is one.
 */
public final class JpegDecoder {
    private static final int START = 0xFF;
    private static final int OF_IMAGE = 0xD8;

    private static volatile JpegCodec codec;

    private JpegDecoder() {}

    /**
     * Asks a codec first from now on; for who brings one, on any thread.
     *
     * @param faster takes the place of the one before
     */
    public static void use(JpegCodec faster) {
        codec = faster;
    }

    /**
     * Asks a codec no longer, if it is the one; nothing refers to it afterwards.
     *
     * @param gone that was handed to {@link #use}
     */
    public static synchronized void stopUsing(JpegCodec gone) {
        if (codec == gone) {
            codec = null;
        }
    }

    /**
     * Decodes a picture. On the caller's thread; some milliseconds for a megapixel.
     *
     * @param data a whole file
     * @return its pixels in sRGB, without transparency
     * @throws IOException when the data is damaged, or no picture
     */
    public static RgbImage decode(byte[] data) throws IOException {
        Optional<RgbImage> fast = fast(data);
        return fast.isPresent() ? fast.get() : read(data, 1);
    }

    /**
     * Decodes every n-th pixel of every n-th row, beginning with the first: averaging would hide
     * whether a picture is sharp. On the caller's thread.
     *
     * @param data a whole file
     * @param step 1 or more
     * @return a picture with width and height divided by the step, rounded up
     * @throws IOException when the data is damaged, or no picture
     */
    public static RgbImage decodeEvery(byte[] data, int step) throws IOException {
        Optional<RgbImage> fast = fast(data);
        return fast.isPresent() ? every(fast.get(), step) : read(data, step);
    }

    /**
     * The size of a picture, of which nothing is decoded.
     *
     * @param data a whole file; its beginning is enough
     * @return in pixels
     * @throws IOException when the data is no picture
     */
    public static Resolution size(byte[] data) throws IOException {
        return reading(data, r -> new Resolution(r.getWidth(0), r.getHeight(0)));
    }

    private static Optional<RgbImage> fast(byte[] data) {
        JpegCodec now = codec;
        boolean jpeg = data.length > 2 && (data[0] & 0xFF) == START && (data[1] & 0xFF) == OF_IMAGE;
        return now == null || !jpeg ? Optional.empty() : now.decode(data);
    }

    private static RgbImage every(RgbImage image, int step) {
        if (step == 1) {
            return image;
        }
        int width = (image.width() + step - 1) / step;
        RgbImage out = new RgbImage(width, (image.height() + step - 1) / step);
        for (int y = 0, to = 0; y < out.height(); y++) {
            int from = y * step * image.width() * 3;
            for (int x = 0; x < width; x++, from += step * 3, to += 3) {
                System.arraycopy(image.data(), from, out.data(), to, 3);
            }
        }
        return out;
    }

    private static RgbImage read(byte[] data, int step) throws IOException {
        return reading(
                data,
                reader -> {
                    ImageReadParam param = reader.getDefaultReadParam();
                    param.setSourceSubsampling(step, step, 0, 0);
                    BufferedImage image = reader.read(0, param);
                    return RgbImage.of(image);
                });
    }

    private interface Reading<T> {
        T with(ImageReader reader) throws IOException;
    }

    private static <T> T reading(byte[] data, Reading<T> what) throws IOException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("These " + data.length + " bytes are no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return what.with(reader);
            } catch (RuntimeException e) { // the reader meets damaged data with many of them
                throw new IOException("The picture is damaged: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }
}
