package org.labthings.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A change of the plugins folder that can be taken back: files that leave it, and one that comes.
 * What leaves is set aside under a name that nobody looks at, until the change is confirmed. Each
 * step is one move within the folder.
 */
class FileSwap {
    private static final String ASIDE = ".labthings-";
    private static final String SUFFIX = ".aside";
    private static final String INCOMING_SUFFIX = ".incoming";

    private final Path folder;
    private final List<String> leaving;
    private final Path incoming;
    private final String name;
    private final Map<String, Path> aside = new LinkedHashMap<>();

    /**
     * A change that is still to be made.
     *
     * @param leaving names of files; one that is replaced is among them
     * @param incoming a file of {@link #incoming}; null for none
     * @param name which that one gets
     */
    FileSwap(Path folder, Collection<String> leaving, Path incoming, String name) {
        this.folder = folder;
        this.leaving = List.copyOf(leaving);
        this.incoming = incoming;
        this.name = name;
    }

    /** An empty file in the folder that nobody looks at. */
    static Path incoming(Path folder) throws IOException {
        return Files.createTempFile(folder, ASIDE, INCOMING_SUFFIX);
    }

    /** Puts back what a crash left aside, and deletes what never arrived. */
    static void tidy(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = file.getFileName().toString();
                if (text.startsWith(ASIDE) && text.endsWith(SUFFIX)) {
                    String original =
                            text.substring(ASIDE.length(), text.length() - SUFFIX.length());
                    move(file, folder.resolve(original));
                } else if (text.startsWith(ASIDE) && text.endsWith(INCOMING_SUFFIX)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Makes the change.
     *
     * @return the names of the files that came, changed or went
     * @throws IOException when it cannot; then it is taken back
     */
    Collection<String> run() throws IOException {
        try {
            for (String file : leaving) {
                Path to = folder.resolve(ASIDE + file + SUFFIX);
                move(folder.resolve(file), to);
                aside.put(file, to);
            }
            if (incoming != null) {
                Files.setLastModifiedTime(
                        incoming, FileTime.fromMillis(System.currentTimeMillis()));
                move(incoming, folder.resolve(name));
            }
            return names();
        } catch (IOException e) {
            restore();
            throw e;
        }
    }

    private Collection<String> names() {
        List<String> names = new ArrayList<>(leaving);
        if (incoming != null && !names.contains(name)) {
            names.add(name);
        }
        return names;
    }

    /** What left is not needed any more. */
    void confirm() throws IOException {
        for (Path file : aside.values()) {
            Files.deleteIfExists(file);
        }
        aside.clear();
    }

    /** The change that makes all as it was before. */
    FileSwap undone() {
        return new FileSwap(folder, List.of(), null, null) {
            @Override
            Collection<String> run() throws IOException {
                Collection<String> names = FileSwap.this.names();
                FileSwap.this.restore();
                return names;
            }
        };
    }

    private void restore() throws IOException {
        if (incoming != null && !Files.exists(incoming)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        for (Map.Entry<String, Path> file : aside.entrySet()) {
            move(file.getValue(), folder.resolve(file.getKey()));
        }
        aside.clear();
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
