package org.labthings.listeners.internal.group;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.listeners.FileStamp;

/**
 * What lay in the folders of a group when it was told of last, kept in a file, so that what came
 * while the group or the server was away can be told.
 *
 * <p>For each folder a line with its name, then one for each file: size, microseconds of its last
 * change, name; names are percent-encoded.
 */
final class FolderMemory {
    private static final String HEADER = "labthings-listeners 1";
    private static final String FOLDER = "folder ";

    private final Path store;
    private final Map<Path, Map<String, FileStamp>> folders = new HashMap<>(); // guarded by this

    private FolderMemory(Path store) {
        this.store = store;
    }

    /**
     * Reads what was stored.
     *
     * @param store where it is, and will be
     * @throws IOException when it cannot be read; who goes on without tells nothing of what came
     */
    static FolderMemory load(Path store) throws IOException {
        FolderMemory out = new FolderMemory(store);
        if (Files.exists(store)) {
            out.read(Files.readAllLines(store, StandardCharsets.US_ASCII));
        }
        return out;
    }

    /** One without anything in it. */
    static FolderMemory empty(Path store) {
        return new FolderMemory(store);
    }

    private void read(List<String> lines) throws IOException {
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException(store + " is none of ours: it does not begin with " + HEADER);
        }
        Map<String, FileStamp> files = null;
        for (String line : lines.subList(1, lines.size())) {
            try {
                if (line.startsWith(FOLDER)) {
                    files = new HashMap<>();
                    folders.put(Path.of(decoded(line.substring(FOLDER.length()))), files);
                } else {
                    String[] parts = line.split(" ");
                    files.put(
                            decoded(parts[2]),
                            new FileStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
                }
            } catch (RuntimeException e) {
                folders.clear();
                throw new IOException(store + " is damaged at the line \"" + line + "\"", e);
            }
        }
    }

    /** What lay in a folder; null when that is not known. */
    synchronized Map<String, FileStamp> of(Path folder) {
        Map<String, FileStamp> files = folders.get(folder);
        return files == null ? null : Map.copyOf(files);
    }

    /** Remembers what lies in a folder, until the next {@link #save} in memory only. */
    synchronized void put(Path folder, Map<String, FileStamp> files) {
        folders.put(folder, new TreeMap<>(files));
    }

    /**
     * Writes it: beside its place first, then into it.
     *
     * @throws IOException when it cannot be written
     */
    synchronized void save() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        folders.forEach(
                (folder, files) -> {
                    lines.add(FOLDER + encoded(folder.toString()));
                    files.forEach(
                            (name, s) ->
                                    lines.add(s.size() + " " + s.modified() + " " + encoded(name)));
                });
        Files.createDirectories(store.toAbsolutePath().getParent());
        Path part = store.resolveSibling(store.getFileName() + ".part");
        Files.write(part, lines, StandardCharsets.US_ASCII);
        Files.move(
                part, store, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
