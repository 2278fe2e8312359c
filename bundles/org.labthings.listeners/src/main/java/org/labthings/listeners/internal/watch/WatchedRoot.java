package org.labthings.listeners.internal.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.listeners.Change;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.FileStamp;

/**
 * A folder that somebody asked to watch, and who wants its events. Guarded by the watcher's lock.
 */
final class WatchedRoot {
    final Path path;

    /** The path as text, with forward slashes on every system. */
    final String endpoint;

    final List<Target> targets = new CopyOnWriteArrayList<>();

    /** What is known; null when nothing is. */
    FolderNode tree;

    /** Where there were changes that no router has taken yet. */
    final Map<String, Set<Change>> unsent = new LinkedHashMap<>();

    /** What lay there at some time before, to be compared with; null for nothing. */
    Map<String, FileStamp> known;

    boolean present;

    /** Notifications cannot be had for all of it. */
    boolean polled;

    long nextLook;

    /** Folders that went, and may come back under another name in a moment. */
    final List<Vanished> vanished = new ArrayList<>();

    WatchedRoot(Path path) {
        this.path = path;
        this.endpoint = path.toString().replace('\\', '/');
    }

    /** A router, and which changes it wants. */
    static final class Target {
        final EventRouter router;
        final Set<Change> changes;

        Target(EventRouter router, Set<Change> changes) {
            this.router = router;
            this.changes = Set.copyOf(changes);
        }

        boolean wants(Set<Change> some) {
            return changes.isEmpty() || some.stream().anyMatch(changes::contains);
        }
    }

    /**
     * A folder that went.
     *
     * @param deadline when it is gone for good, as {@code System.nanoTime}
     */
    record Vanished(FolderNode folder, long deadline) {}

    /** What lies there, as far as routers know. */
    Map<String, FileStamp> index() {
        Map<String, FileStamp> index = new HashMap<>();
        if (tree == null) {
            return known == null ? index : new HashMap<>(known);
        }
        tree.allFiles().forEach((name, file) -> index.put(name, file.stamp()));
        vanished.forEach(
                v -> v.folder().allFiles().forEach((n, file) -> index.put(n, file.stamp())));
        unsent.forEach(
                (name, changes) -> {
                    if (changes.contains(Change.CREATED) && !changes.contains(Change.DELETED)) {
                        index.remove(name);
                    } else if (!changes.contains(Change.CREATED)) {
                        index.put(name, new FileStamp(-1, -1)); // differs from whatever is there
                    }
                });
        return index;
    }
}
