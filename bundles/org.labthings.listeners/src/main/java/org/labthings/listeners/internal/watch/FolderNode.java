package org.labthings.listeners.internal.watch;

import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A watched folder, and what is known to lie in it. Guarded by the watcher's lock. */
final class FolderNode {
    final WatchedRoot root;
    final Path path;

    /** Path below the root with a slash at its end; empty for the root itself. */
    final String prefix;

    final Object key;
    final Map<String, FileEntry> files = new HashMap<>();
    final Map<String, FolderNode> folders = new HashMap<>();

    /** Null where it is polled. */
    WatchKey watch;

    FolderNode(WatchedRoot root, Path path, String prefix, Object key) {
        this.root = root;
        this.path = path;
        this.prefix = prefix;
        this.key = key;
    }

    /** It and all folders below it. */
    List<FolderNode> tree() {
        List<FolderNode> all = new ArrayList<>(List.of(this));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).folders.values());
        }
        return all;
    }

    /** All files below it, by their path below the root. */
    Map<String, FileEntry> allFiles() {
        Map<String, FileEntry> all = new HashMap<>();
        for (FolderNode folder : tree()) {
            folder.files.forEach((name, entry) -> all.put(folder.prefix + name, entry));
        }
        return all;
    }
}
