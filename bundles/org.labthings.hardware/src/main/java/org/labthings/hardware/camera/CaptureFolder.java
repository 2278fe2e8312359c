package org.labthings.hardware.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.labthings.api.HttpError;
import org.labthings.hardware.GalleryProvider.GalleryItem;
import org.labthings.hardware.image.CapturedImage;
import org.slf4j.Logger;

/** The captured pictures in a folder. From any thread; blocks as the disk does. */
final class CaptureFolder {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Path folder;
    private final Logger log;

    CaptureFolder(Path folder, Logger log) {
        this.folder = folder;
        this.log = log;
    }

    /** Saves a picture under a name that tells when it was taken, and that nothing else has. */
    synchronized Path save(CapturedImage image, String format) throws IOException {
        String name = NAME.format(image.time());
        Path file = folder.resolve(name + "." + format);
        for (int i = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); i++) {
            file = folder.resolve(name + "-" + i + "." + format);
        }
        image.save(file);
        return file;
    }

    static String fileName(String format) {
        return NAME.format(LocalDateTime.now()) + "." + format;
    }

    /**
     * Deletes a picture.
     *
     * @throws HttpError 400 when that is no picture here, or it cannot be deleted
     */
    void delete(String name) {
        if (!isImage(name)) {
            throw new HttpError(400, name + " is not an image file.");
        }
        Path file = folder.resolve(name).normalize();
        try {
            if (!folder.equals(file.getParent())
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                log.warn("There is no capture '{}' in {}", name, folder);
                throw refused();
            }
            Files.delete(file);
        } catch (IOException e) {
            log.warn("The capture {} could not be deleted: {}", file, e.toString());
            throw refused();
        }
    }

    private static HttpError refused() {
        return new HttpError(400, "Couldn't delete capture, check log for details");
    }

    private static boolean isImage(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && (lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png"));
    }

    List<GalleryItem> items() throws IOException {
        List<GalleryItem> items = new ArrayList<>();
        for (Path file : images()) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                String name = file.getFileName().toString();
                items.add(
                        new GalleryItem(
                                name,
                                name,
                                "capture/" + name,
                                a.creationTime().toMillis() / 1000.0,
                                a.lastModifiedTime().toMillis() / 1000.0,
                                Map.of(),
                                Optional.of(name)));
            } catch (java.nio.file.NoSuchFileException e) {
                continue; // deleted meanwhile
            }
        }
        return items;
    }

    void deleteAll() throws IOException {
        IOException failure = null;
        for (Path file : images()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> isImage(f.getFileName().toString()))
                    .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
