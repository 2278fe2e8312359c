package org.labthings.stitcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;

/** Writes files of which nobody ever sees half. Belongs to one thread. */
final class Output implements AutoCloseable {
    private static final int QUALITY = 90;

    private final Path folder;
    private final JpegEncoder encoder = new JpegEncoder();

    Output(Path folder) {
        this.folder = folder;
    }

    /** Writes a picture into the folder. */
    void picture(RgbImage image, String name) throws IOException {
        replace(encode(image), name);
    }

    /** Writes a text into the folder. */
    void text(String text, String name) throws IOException {
        replace(text.getBytes(StandardCharsets.UTF_8), name);
    }

    private void replace(byte[] content, String name) throws IOException {
        replace(name, hidden -> Files.write(hidden, content));
    }

    /** What writes a file. */
    interface Writer {
        void write(Path file) throws IOException;
    }

    /** Writes a file into the folder. */
    void replace(String name, Writer writer) throws IOException {
        Path hidden = folder.resolve("." + name + ".new");
        try {
            writer.write(hidden);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(hidden); // it may fill the disk
            throw e;
        }
        Files.move(
                hidden,
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a picture that nobody looks for yet. */
    void tile(RgbImage image, Path file) throws IOException {
        Files.write(file, encode(image));
    }

    /** A picture as JPEG data. */
    byte[] encode(RgbImage image) throws IOException {
        return encoder.encode(image, QUALITY);
    }

    /** Puts a folder in the place of another, or of none. */
    void replaceFolder(Path made, String name) throws IOException {
        Path target = folder.resolve(name);
        Path old = folder.resolve("." + name + ".old");
        deleteTree(old);
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(made, target);
        deleteTree(old);
    }

    /** Deletes a folder, if it is there. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path f, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(f);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path d, IOException e)
                            throws IOException {
                        Files.delete(d);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    @Override
    public void close() {
        encoder.close();
    }
}
