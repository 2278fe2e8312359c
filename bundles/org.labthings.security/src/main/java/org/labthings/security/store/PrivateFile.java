package org.labthings.security.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A small text file that only its owner can read. It is replaced as a whole: who reads it sees the
 * old text or the new one, whenever the power fails.
 */
public final class PrivateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final long MAX = 4 << 20;

    private final Path file;

    /** A file that may not be there yet; its folder may not be either. */
    public PrivateFile(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * All of it; empty when it is not there.
     *
     * @throws IOException when it cannot be read
     */
    public String read() throws IOException {
        try {
            if (Files.size(file) > MAX) {
                throw new IOException(file + " has more than " + MAX + " bytes: it is damaged");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /**
     * Replaces it.
     *
     * @throws IOException when it cannot be written; it is as it was then
     */
    public void write(String text) throws IOException {
        Path folder = folder(file.getParent());
        Path next = Files.createTempFile(folder, ".new", "", attributes("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /**
     * Makes a folder that only its owner can look into. One that is there stays as it is: its files
     * are private all the same.
     *
     * @throws IOException when that cannot be done
     */
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectories(folder, attributes("rwx------"));
        }
        return folder;
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
