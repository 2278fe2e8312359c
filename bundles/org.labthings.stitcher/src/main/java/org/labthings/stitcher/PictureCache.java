package org.labthings.stitcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;

/** Decoded pictures, scaled down; the ones used last, as many as fit. Belongs to one thread. */
final class PictureCache {
    private final long capacity;
    private final int factor;
    private final Map<Picture, RgbImage> images = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /**
     * A cache.
     *
     * @param factor by which pictures are smaller
     * @param capacity bytes
     */
    PictureCache(int factor, long capacity) {
        this.factor = factor;
        this.capacity = capacity;
    }

    /** A picture, of which each pixel is the mean of {@code factor} x {@code factor} ones. */
    RgbImage get(Picture picture) throws IOException {
        RgbImage image = images.get(picture);
        if (image == null) {
            RgbImage whole = JpegDecoder.decode(Files.readAllBytes(picture.file()));
            if (whole.width() != picture.width() || whole.height() != picture.height()) {
                throw new IOException(picture.file() + " was replaced meanwhile");
            }
            image =
                    whole.resized(
                            Math.max(1, picture.width() / factor),
                            Math.max(1, picture.height() / factor));
            images.put(picture, image);
            used += image.data().length;
            makeRoom();
        }
        return image;
    }

    private void makeRoom() {
        Iterator<RgbImage> eldest = images.values().iterator();
        while (used > capacity && images.size() > 1) {
            used -= eldest.next().data().length;
            eldest.remove();
        }
    }
}
