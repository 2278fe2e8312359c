package org.labthings.config.internal.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices that the content of files is another one. A change counts once it has stood still from
 * one look to the next, so that half-written files are not seen; that also works where files are
 * replaced, linked or mounted.
 */
public final class FileWatch {
    private record Stamp(long size, long modified) {}

    private record Seen(Stamp stamp, byte[] content) {}

    private static final Stamp ABSENT = new Stamp(-1, 0);
    private final Map<Path, Seen> known = new HashMap<>();
    private final Map<Path, Stamp> moving = new HashMap<>();

    /** Watches these files, and no others, from their content now, or since it began before. */
    public void follow(List<Path> files) {
        known.keySet().retainAll(files);
        moving.keySet().retainAll(files);
        for (Path file : files) {
            known.computeIfAbsent(file, f -> new Seen(stamp(f), content(f)));
        }
    }

    /** What stands in a file now is known, because this server wrote it. */
    public void accept(Path file) {
        known.computeIfPresent(file, (f, seen) -> new Seen(stamp(f), content(f)));
        moving.remove(file);
    }

    /** Looks again; returns whether a file has another content than when it was last asked. */
    public boolean hasChanged() {
        boolean changed = false;
        for (Map.Entry<Path, Seen> entry : known.entrySet()) {
            Path file = entry.getKey();
            Stamp now = stamp(file);
            if (now.equals(entry.getValue().stamp)) {
                moving.remove(file);
            } else if (!now.equals(moving.put(file, now))) {
                continue; // still moving
            } else {
                byte[] content = content(file);
                changed |= !Arrays.equals(content, entry.getValue().content);
                entry.setValue(new Seen(now, content));
                moving.remove(file);
            }
        }
        return changed;
    }

    private static Stamp stamp(Path file) {
        try {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
