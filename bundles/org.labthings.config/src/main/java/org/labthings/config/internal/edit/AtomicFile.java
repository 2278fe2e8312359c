package org.labthings.config.internal.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Replaces a file so that at every moment, a power cut included, the old or the new one is there.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Replaces the content of an existing file; links to it stay links, permissions stay.
     *
     * @throws IOException when the file's folder cannot be written
     */
    public static void replace(Path file, String text) throws IOException {
        Path real = file.toRealPath();
        Path fresh = Files.createTempFile(real.getParent(), real.getFileName() + ".", ".new");
        try {
            write(fresh, text);
            keepPermissions(real, fresh);
            Files.move(
                    fresh,
                    real,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            PosixFileAttributes attributes = view.readAttributes();
            Files.setPosixFilePermissions(to, attributes.permissions());
        }
    }
}
