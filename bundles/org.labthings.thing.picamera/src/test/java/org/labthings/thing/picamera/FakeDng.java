package org.labthings.thing.picamera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a DNG file as rpicam-still does: a thumbnail first, the raw picture in a sub-directory.
 */
final class FakeDng {
    private FakeDng() {}

    private record Entry(int tag, int type, int count, int value) {}

    /** The picture as a file. */
    static byte[] of(RawImage image) {
        int pixels = image.data().length * 2;
        int pixelsAt = 8;
        int blackAt = pixelsAt + pixels;
        int thumbnailAt = blackAt + 16;
        List<Entry> thumbnail =
                List.of(
                        new Entry(254, 4, 1, 1),
                        new Entry(256, 3, 1, 16),
                        new Entry(257, 3, 1, 16),
                        new Entry(262, 3, 1, 2),
                        new Entry(330, 4, 1, thumbnailAt + 2 + 12 * 5 + 4));
        List<Entry> raw = new ArrayList<>();
        raw.add(new Entry(254, 4, 1, 0));
        raw.add(new Entry(256, 4, 1, image.width()));
        raw.add(new Entry(257, 4, 1, image.height()));
        raw.add(new Entry(258, 3, 1, 16));
        raw.add(new Entry(259, 3, 1, 1));
        raw.add(new Entry(262, 3, 1, 32803));
        raw.add(new Entry(273, 4, 1, pixelsAt));
        raw.add(new Entry(279, 4, 1, pixels));
        int[] p = image.pattern();
        raw.add(new Entry(33422, 1, 4, p[0] | p[1] << 8 | p[2] << 16 | p[3] << 24));
        raw.add(new Entry(50714, 4, 4, blackAt));
        raw.add(new Entry(50717, 4, 1, (int) image.white()));
        ByteBuffer file =
                ByteBuffer.allocate(
                        thumbnailAt + 2 + 12 * thumbnail.size() + 4 + 2 + 12 * raw.size() + 4);
        file.order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0x4949).putShort((short) 42).putInt(thumbnailAt);
        for (short value : image.data()) {
            file.putShort(value);
        }
        for (double level : image.black()) {
            file.putInt((int) level);
        }
        directory(file, thumbnail);
        directory(file, raw);
        return file.array();
    }

    private static void directory(ByteBuffer file, List<Entry> entries) {
        file.putShort((short) entries.size());
        for (Entry e : entries) {
            file.putShort((short) e.tag).putShort((short) e.type).putInt(e.count);
            file.putInt(e.value); // little-endian: a short lies in the first two bytes
        }
        file.putInt(0);
    }
}
