package org.labthings.thing.smartscan.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes whole files: who looks into the folder sees the old file or the new one, never half. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void write(Path file, Content content) throws IOException {
        Path hidden = file.resolveSibling("." + file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(hidden)) {
            content.writeTo(out);
        } catch (IOException | RuntimeException | Error e) { // also when it is cancelled
            Files.deleteIfExists(hidden);
            throw e;
        }
        Files.move(
                hidden, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
