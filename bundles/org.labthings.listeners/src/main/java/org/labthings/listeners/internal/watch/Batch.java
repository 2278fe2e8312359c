package org.labthings.listeners.internal.watch;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.labthings.listeners.Change;

/** Notifications that came together: which names of which folders are to be looked at. */
final class Batch {
    private final Map<FolderNode, Map<String, Set<Change>>> named = new LinkedHashMap<>();
    private final Set<FolderNode> whole = new HashSet<>();

    /** One notification of a folder. */
    void add(FolderNode folder, WatchEvent<?> event) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            addWhole(folder);
        } else {
            Change change =
                    event.kind() == StandardWatchEventKinds.ENTRY_CREATE
                            ? Change.CREATED
                            : event.kind() == StandardWatchEventKinds.ENTRY_DELETE
                                    ? Change.DELETED
                                    : Change.MODIFIED;
            named.computeIfAbsent(folder, f -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            String.valueOf((Path) event.context()),
                            n -> EnumSet.noneOf(Change.class))
                    .add(change);
        }
    }

    /** Nobody knows what happened in a folder: all of it is looked at. */
    void addWhole(FolderNode folder) {
        whole.add(folder);
        named.computeIfAbsent(folder, f -> new LinkedHashMap<>());
    }

    Set<FolderNode> folders() {
        return new LinkedHashSet<>(named.keySet());
    }

    boolean isWhole(FolderNode folder) {
        return whole.contains(folder);
    }

    /** What was said of names in a folder. */
    Map<String, Set<Change>> names(FolderNode folder) {
        return named.getOrDefault(folder, Map.of());
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    int size() {
        return named.values().stream().mapToInt(Map::size).sum();
    }
}
