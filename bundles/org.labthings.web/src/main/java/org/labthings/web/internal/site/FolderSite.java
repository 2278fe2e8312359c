package org.labthings.web.internal.site;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The files of a folder. Nothing outside of it is served, whatever the path says and wherever links
 * lead; hidden files are not served either.
 */
public final class FolderSite implements Site {
    private final String path;
    private final Path root;

    /** The folder need not be there yet. */
    public FolderSite(String path, Path root) {
        this.path = path;
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(root);
    }

    @Override
    public Optional<Found> find(List<String> segments) throws IOException {
        try {
            Path file = root;
            for (String segment : segments) {
                if (!isPlain(segment)) {
                    return Optional.empty();
                }
                file = file.resolve(segment);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root.toRealPath())) {
                return Optional.empty(); // a link leads out
            }
            return found(real);
        } catch (FileSystemException | InvalidPathException e) {
            return Optional.empty(); // not there, too long a name, a file where a folder should be
        }
    }

    /** Whether it names one component here, and on every other system. */
    private static boolean isPlain(String segment) {
        return !segment.isEmpty()
                && segment.charAt(0) != '.' // hidden, or . or ..
                && segment.chars().noneMatch(c -> c < ' ' || "/\\:".indexOf(c) >= 0);
    }

    private static Optional<Found> found(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.of(new Folder());
        }
        if (!attributes.isRegularFile() || !Files.isReadable(file)) {
            return Optional.empty();
        }
        long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return Optional.of(
                new StoredFile(
                        String.valueOf(file.getFileName()),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis(),
                        "\""
                                + Long.toHexString(nanos)
                                + "-"
                                + Long.toHexString(attributes.size())
                                + "\"",
                        () -> Files.newInputStream(file)));
    }
}
