package org.labthings.hardware.camera;

import java.io.IOException;
import java.nio.file.Path;
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
     * Takes a picture out and saves it. When that fails it is there still, so that it can be saved
     * elsewhere.
     *
     * @param id null: the newest, and all others go
     */
    void save(Integer id, Path file) throws IOException {
        Map.Entry<Integer, CapturedImage> taken = take(id);
        try {
            taken.getValue().save(file);
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                images.put(taken.getKey(), taken.getValue());
            }
            throw e;
        }
    }

    private synchronized Map.Entry<Integer, CapturedImage> take(Integer id) {
        Integer wanted = id;
        if (id == null) {
            for (Integer each : images.keySet()) {
                wanted = each;
            }
            if (wanted == null) {
                throw new NoImageInMemoryError(
                        "There is no picture in memory. Call capture_to_memory first.");
            }
        }
        CapturedImage image = images.remove(wanted);
        if (image == null) {
            throw new NoImageInMemoryError(
                    "There is no picture "
                            + id
                            + " in memory: it was saved, cleared, or pushed out by newer ones."
                            + " There are "
                            + images.keySet()
                            + ".");
        }
        if (id == null) {
            images.clear();
        }
        return Map.entry(wanted, image);
    }

    synchronized void clear() {
        images.clear();
    }
}
