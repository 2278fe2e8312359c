package org.labthings.thing.smartscan.scan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.hardware.data.SafeNames;

/** All scans of a folder. Any thread may use it; everything blocks as the disk does. */
public final class Scans {
    private static final int MOST = 9999;
    private static final String DELETING = ".deleting-";

    private final Path folder;

    /** The scans in this folder, which exists. */
    public Scans(Path folder) {
        this.folder = folder;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** All scans, by name. */
    public List<ScanFolder> all() throws IOException {
        List<ScanFolder> scans = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path p : entries) {
                if (!p.getFileName().toString().startsWith(".")
                        && Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) {
                    scans.add(new ScanFolder(p));
                }
            }
        }
        scans.sort(Comparator.comparing(ScanFolder::name));
        return scans;
    }

    /**
     * A scan by its name: the name of a folder, not a path. Links are not followed, so nothing
     * outside is ever found.
     */
    public Optional<ScanFolder> find(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.matches(".*[/\\\\\\x00].*")) {
            return Optional.empty();
        }
        Path path = folder.resolve(name);
        return path.getParent().equals(folder) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(new ScanFolder(path))
                : Optional.empty();
    }

    /**
     * Makes the folders of a new scan.
     *
     * @param wanted what its name should be; a number is added
     * @throws IOException when that cannot be, or all numbers are used
     */
    public ScanFolder create(String wanted) throws IOException {
        String base = base(wanted);
        for (int number = highest(base) + 1; number <= MOST; number++) {
            Path path = folder.resolve(String.format("%s_%04d", base, number));
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                continue; // a file of that name, or another server's scan
            }
            Files.createDirectory(path.resolve("images"));
            return new ScanFolder(path);
        }
        throw new FileAlreadyExistsException(
                folder.resolve(base).toString(),
                null,
                "there are " + MOST + " scans of this name; choose another one");
    }

    private static String base(String wanted) {
        String base = SafeNames.of(wanted.isBlank() ? "scan" : wanted).replaceAll("^[_.]+|_+$", "");
        return base.isEmpty() ? "scan" : base;
    }

    private int highest(String base) throws IOException {
        Pattern numbered = Pattern.compile(Pattern.quote(base) + "_(\\d{4})");
        int highest = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path p : entries) {
                Matcher m = numbered.matcher(p.getFileName().toString());
                if (m.matches()) {
                    highest = Math.max(highest, Integer.parseInt(m.group(1)));
                }
            }
        }
        return highest;
    }

    /**
     * Deletes a scan. It is gone at once; its files follow.
     *
     * @throws IOException when something could not be deleted
     */
    public void delete(ScanFolder scan) throws IOException {
        Path going = folder.resolve(DELETING + UUID.randomUUID());
        Files.move(scan.path(), going, StandardCopyOption.ATOMIC_MOVE);
        deleteTree(going);
    }

    /** Deletes what a server that died had begun to delete. */
    public void deleteRemains() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, DELETING + "*")) {
            for (Path p : entries) {
                deleteTree(p);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() { // does not follow links
                    @Override
                    public FileVisitResult visitFile(Path f, BasicFileAttributes a)
                            throws IOException {
                        Files.deleteIfExists(f);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path d, IOException e)
                            throws IOException {
                        if (e != null && !(e instanceof NoSuchFileException)) {
                            throw e;
                        }
                        Files.deleteIfExists(d);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
