package org.labthings.thing.smartscan.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.labthings.api.Invocation;

/**
 * The archive of a scan: everything but archives, hidden files and the Deep Zoom pyramid, under
 * paths relative to the scan's folder. Pictures are not compressed again.
 */
public final class ScanZip {
    private static final int BUFFER = 1 << 16;

    private ScanZip() {}

    /**
     * The archive, made anew only when something changed. It replaces the old one when it is whole.
     * Can be cancelled.
     */
    public static Path of(ScanFolder scan) throws IOException {
        Map<String, BasicFileAttributes> files = files(scan.path());
        Path zip = scan.zipFile();
        if (!Files.isRegularFile(zip) || !files.equals(keys(files, zip))) {
            AtomicFile.write(zip, out -> write(scan.path(), files.keySet(), out));
        }
        return zip;
    }

    /** How many bytes go into it. */
    public static long size(ScanFolder scan) throws IOException {
        return files(scan.path()).values().stream().mapToLong(BasicFileAttributes::size).sum();
    }

    /** The files whose entry in the archive is as they are. */
    private static Map<String, BasicFileAttributes> keys(
            Map<String, BasicFileAttributes> files, Path zip) throws IOException {
        Map<String, BasicFileAttributes> same = new LinkedHashMap<>();
        try (ZipFile old = new ZipFile(zip.toFile())) {
            if (old.size() != files.size()) {
                return Map.of();
            }
            for (Map.Entry<String, BasicFileAttributes> f : files.entrySet()) {
                ZipEntry entry = old.getEntry(f.getKey());
                if (entry != null
                        && entry.getSize() == f.getValue().size()
                        && entry.getLastModifiedTime() != null
                        && entry.getLastModifiedTime().toInstant().getEpochSecond()
                                == f.getValue().lastModifiedTime().toInstant().getEpochSecond()) {
                    same.put(f.getKey(), f.getValue());
                }
            }
        } catch (java.util.zip.ZipException e) {
            return Map.of(); // damaged: it is made anew
        }
        return same;
    }

    private static void write(Path root, Iterable<String> names, OutputStream target)
            throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(target)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            byte[] buffer = new byte[BUFFER];
            for (String name : names) {
                Invocation.raiseIfCancelled();
                Path file = root.resolve(name);
                ZipEntry entry = new ZipEntry(name);
                FileTime time = Files.getLastModifiedTime(file);
                entry.setLastModifiedTime(time); // to the second, whatever the time zone
                out.putNextEntry(entry);
                try (var in = Files.newInputStream(file)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        out.write(buffer, 0, n);
                    }
                }
                out.closeEntry();
            }
        }
    }

    private static Map<String, BasicFileAttributes> files(Path root) throws IOException {
        Map<String, BasicFileAttributes> files = new TreeMap<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes a) {
                        return d.getFileName().toString().endsWith("_files")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path f, BasicFileAttributes a) {
                        String name = f.getFileName().toString();
                        if (a.isRegularFile()
                                && !name.startsWith(".")
                                && !name.endsWith(".zip")
                                && !name.endsWith(".dzi")) {
                            files.put(root.relativize(f).toString().replace('\\', '/'), a);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
