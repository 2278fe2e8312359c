package org.labthings.launcher.internal.fallback;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a file, however long that is. */
final class TextTail {
    private static final int MOST_BYTES = 256 * 1024;

    private TextTail() {}

    /**
     * At most so many lines, oldest first.
     *
     * @throws IOException when it cannot be read
     */
    static List<String> of(Path file, int most) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - MOST_BYTES);
            in.seek(start);
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, in.length() - start)];
            in.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            int cut = start > 0 && lines.size() > 1 ? 1 : 0; // the first one is not whole
            return lines.subList(Math.max(cut, lines.size() - most), lines.size());
        }
    }
}
