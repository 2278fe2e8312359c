package org.labthings.thing.smartscan.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one scan.
 *
 * <pre>
 * name/
 *   log.txt        what the action said
 *   sites.jsonl    where it was, one site a line: for resuming
 *   images.zip     made by the first download
 *   images/
 *     scan_data.json
 *     img_x_y_z.jpeg ...
 *     preview.jpg, stitched_thumbnail.jpg, ..._stitched.jpg, ..._stitched.ome.tiff, ....dzi,
 *     ..._files/
 * </pre>
 *
 * <p>Any thread may use it; everything blocks as the disk does.
 *
 * @param path the folder
 */
public record ScanFolder(Path path) {
    /** Pictures of sites; the names of older servers had no z. */
    private static final Pattern IMAGE = Pattern.compile("[^.].*-?\\d+_-?\\d+\\.jpe?g");

    private static final Pattern STITCHED = Pattern.compile("[^.].*stitched\\.jpe?g");
    private static final Pattern DZI = Pattern.compile("[^.].*dzi");

    /** Name of the scan. */
    public String name() {
        return path.getFileName().toString();
    }

    /** Where pictures, and what is made of them, are. */
    public Path images() {
        return path.resolve("images");
    }

    /** The description. */
    public Path dataFile() {
        return images().resolve("scan_data.json");
    }

    /** What the action said. */
    public Path logFile() {
        return path.resolve("log.txt");
    }

    /** The archive. */
    public Path zipFile() {
        return path.resolve("images.zip");
    }

    /** The preview, as it grows. */
    public Path previewFile() {
        return images().resolve("preview.jpg");
    }

    /** A small picture of the whole. */
    public Path thumbnailFile() {
        return images().resolve("stitched_thumbnail.jpg");
    }

    /** Where it was. */
    public SiteLog sites() {
        return new SiteLog(path.resolve("sites.jsonl"));
    }

    /** How many pictures of sites there are. */
    public int imageCount() throws IOException {
        return matching(IMAGE).size();
    }

    /** The stitched picture, relative to the scan's folder, with slashes. */
    public Optional<String> stitched() throws IOException {
        return matching(STITCHED).stream().sorted().findFirst().map(n -> "images/" + n);
    }

    /** The index of the Deep Zoom pyramid, relative to the scan's folder, with slashes. */
    public Optional<String> dzi() throws IOException {
        return matching(DZI).stream().sorted().findFirst().map(n -> "images/" + n);
    }

    private List<String> matching(Pattern pattern) throws IOException {
        if (!Files.isDirectory(images())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(images())) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> pattern.matcher(n).matches())
                    .toList();
        }
    }

    /**
     * The description.
     *
     * @return empty when there is none
     * @throws IllegalArgumentException when it is not valid, saying why
     */
    public Optional<ScanData> data() throws IOException {
        return Files.isRegularFile(dataFile())
                ? Optional.of(ScanDataJson.read(Files.readString(dataFile())))
                : Optional.empty();
    }

    /** Replaces the description. */
    public void write(ScanData data) throws IOException {
        AtomicFile.write(dataFile(), ScanDataJson.write(data));
    }

    /** When something in it came or went: the newest time of its folders. */
    public Instant modified() throws IOException {
        FileTime[] newest = {Files.getLastModifiedTime(path)};
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes a) {
                        if (a.lastModifiedTime().compareTo(newest[0]) > 0) {
                            newest[0] = a.lastModifiedTime();
                        }
                        return d.toString().endsWith("_files") // thousands of tiles
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path f, IOException e) {
                        return FileVisitResult.CONTINUE; // it went meanwhile
                    }
                });
        return newest[0].toInstant();
    }

    /** When it was made, as far as the file system knows. */
    public Instant created() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).creationTime().toInstant();
    }
}
