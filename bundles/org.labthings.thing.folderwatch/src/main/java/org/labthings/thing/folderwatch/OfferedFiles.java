package org.labthings.thing.folderwatch;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.listeners.FileStamp;

/**
 * Which files were offered, kept in a file: a restart offers what has come or changed meanwhile,
 * and nothing twice but what was offered in the seconds before a crash. From any thread.
 *
 * <p>A line for each file: size, microseconds of its last change, percent-encoded name.
 */
final class OfferedFiles {
    private static final String HEADER = "labthings-folderwatch 1 ";

    private final Path store;
    private final String folder;
    private final Map<String, FileStamp> files = new TreeMap<>();
    private boolean unsaved;

    /** Those of a folder; the store of another folder does not count. */
    OfferedFiles(Path store, Path folder) {
        this.store = store;
        this.folder = encoded(folder.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Reads what was stored.
     *
     * @return whether there was anything for this folder
     * @throws IOException when it cannot be read
     */
    synchronized boolean load() throws IOException {
        files.clear();
        if (!Files.exists(store)) {
            return false;
        }
        List<String> lines = Files.readAllLines(store, StandardCharsets.US_ASCII);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER + folder)) {
            return false;
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ");
            try {
                FileStamp stamp = new FileStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                files.put(URLDecoder.decode(parts[2], StandardCharsets.UTF_8), stamp);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(store + " is damaged at the line \"" + line + "\"", e);
            }
        }
        return true;
    }

    /**
     * Writes it, if anything has changed since: beside it first, then in its place.
     *
     * @throws IOException when it cannot be written; it is tried again next time
     */
    void save() throws IOException {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            if (!unsaved) {
                return;
            }
            lines.add(HEADER + folder);
            files.forEach(
                    (name, s) -> lines.add(s.size() + " " + s.modified() + " " + encoded(name)));
            unsaved = false;
        }
        Path part = store.resolveSibling(store.getFileName() + ".part");
        try {
            Files.write(part, lines, StandardCharsets.US_ASCII);
            Files.move(
                    part,
                    store,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            synchronized (this) {
                unsaved = true;
            }
            throw e;
        }
    }

    /** Remembers a file; returns how it was known before, or null. */
    synchronized FileStamp put(String name, FileStamp stamp) {
        unsaved = true;
        return files.put(name, stamp);
    }

    /** Forgets a file; returns whether it was known. */
    synchronized boolean remove(String name) {
        boolean known = files.remove(name) != null;
        unsaved |= known;
        return known;
    }

    /** All, by name; a copy. */
    synchronized Map<String, FileStamp> all() {
        return new TreeMap<>(files);
    }

    /** How a file is known, or null. */
    synchronized FileStamp get(String name) {
        return files.get(name);
    }

    /** It is to be written even if nothing was offered. */
    synchronized void touch() {
        unsaved = true;
    }
}
