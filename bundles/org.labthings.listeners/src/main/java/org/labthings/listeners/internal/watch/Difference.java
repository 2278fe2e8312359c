package org.labthings.listeners.internal.watch;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.labthings.listeners.Change;

/** What has changed below a root, one entry for a name, in the order in which it was noticed. */
final class Difference {
    private final Map<String, Set<Change>> changes = new LinkedHashMap<>();
    private final Map<String, FileEntry> gone = new HashMap<>();
    private final Map<String, FileEntry> come = new HashMap<>();

    void created(String name, FileEntry file) {
        add(name, Change.CREATED);
        come.put(name, file);
    }

    void modified(String name) {
        add(name, Change.MODIFIED);
    }

    void deleted(String name, FileEntry file) {
        add(name, Change.DELETED);
        gone.put(name, file);
    }

    /** It came and went before anybody could look. */
    void passing(String name) {
        add(name, Change.CREATED);
        add(name, Change.DELETED);
    }

    private void add(String name, Change change) {
        changes.computeIfAbsent(name, n -> EnumSet.noneOf(Change.class)).add(change);
    }

    /** What changed from one state of a tree to another one. */
    void between(Map<String, FileEntry> before, Map<String, FileEntry> after) {
        before.forEach(
                (name, file) -> {
                    if (!after.containsKey(name)) {
                        deleted(name, file);
                    }
                });
        after.forEach(
                (name, file) -> {
                    FileEntry old = before.get(name);
                    if (old == null) {
                        created(name, file);
                    } else if (!file.isUnchangedFrom(old)) {
                        modified(name);
                    }
                });
    }

    /** Marks what went and came as the same file as renamed. */
    Difference paired() {
        Map<Object, String> names = new HashMap<>();
        gone.forEach((name, file) -> names.put(file.key(), name));
        come.forEach(
                (name, file) -> {
                    String before = file.key() == null ? null : names.get(file.key());
                    if (before != null && !before.equals(name)) {
                        if (gone.get(before).isSameFileAs(file)) {
                            add(before, Change.MOVED_FROM);
                            add(name, Change.MOVED_TO);
                        }
                    }
                });
        return this;
    }

    Map<String, Set<Change>> changes() {
        return changes;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }
}
