package org.labthings.hardware.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.hardware.image.CapturedImage;

/** Pictures in memory, by ids that are never used again while the server runs. From any thread. */
final class CaptureBuffers {
    private final Map<Integer, CapturedImage> images = new LinkedHashMap<>();
    private int newest;

    /**
     * Adds a picture; the oldest go until there is room.
     *
     * @param most how many there may be with this one
     * @return its id
     */
    synchronized int add(CapturedImage image, int most) {
        var oldest = images.keySet().iterator();
        while (images.size() >= Math.max(1, most)) {
            oldest.next();
            oldest.remove();
        }
        images.put(++newest, image);
        return newest;
    }

    /**
     * Takes a picture out.
     *
     * @param id null: the newest, and all others go
     */
    synchronized CapturedImage take(Integer id) {
        if (id == null) {
            CapturedImage last = null;
            for (CapturedImage image : images.values()) {
                last = image;
            }
            images.clear();
            if (last == null) {
                throw new NoImageInMemoryError(
                        "There is no picture in memory. Call capture_to_memory first.");
            }
            return last;
        }
        CapturedImage image = images.remove(id);
        if (image == null) {
            throw new NoImageInMemoryError(
                    "There is no picture "
                            + id
                            + " in memory: it was saved, cleared, or pushed out by newer ones."
                            + " There are "
                            + images.keySet()
                            + ".");
        }
        return image;
    }

    synchronized void clear() {
        images.clear();
    }
}
