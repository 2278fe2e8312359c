package org.labthings.listeners.internal.watch;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.labthings.listeners.Change;
import org.labthings.listeners.internal.watch.WatchedRoot.Vanished;

/**
 * Compares one root with the disk where notifications say so, and brings what is known up to date.
 * What is gone is taken out first, over all folders, so that what comes can be recognised as the
 * same under another name. Used in the watcher's lock.
 */
final class Comparison {
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final WatchedRoot root;
    private final Scanner scanner;
    private final Difference difference = new Difference();
    private final long now = System.nanoTime();

    Comparison(WatchedRoot root, Scanner scanner) {
        this.root = root;
        this.scanner = scanner;
    }

    /** The folders of the batch that belong to the root. */
    Difference of(Batch batch) throws IOException {
        Set<FolderNode> known = known();
        List<FolderNode> folders = batch.folders().stream().filter(known::contains).toList();
        Map<FolderNode, Set<String>> names = new HashMap<>();
        for (FolderNode folder : folders) {
            names.put(folder, namesOf(folder, batch));
            removals(folder, names.get(folder), batch.names(folder));
        }
        known = known();
        for (FolderNode folder : folders) {
            if (known.contains(folder)) {
                additions(folder, names.get(folder), batch.names(folder));
            }
        }
        return difference.paired();
    }

    /** A folder may have gone with one above it. */
    private Set<FolderNode> known() {
        return root.tree == null ? Set.of() : new HashSet<>(root.tree.tree());
    }

    private Set<String> namesOf(FolderNode folder, Batch batch) {
        Set<String> names = new LinkedHashSet<>(batch.names(folder).keySet());
        names.removeIf(scanner::ignores);
        if (batch.isWhole(folder)) {
            names.addAll(scanner.names(folder));
            names.addAll(folder.files.keySet());
            names.addAll(folder.folders.keySet());
        }
        return names;
    }

    private void removals(FolderNode folder, Set<String> names, Map<String, Set<Change>> said) {
        for (String name : names) {
            BasicFileAttributes found = scanner.attributes(folder, name);
            FileEntry file = folder.files.get(name);
            FolderNode sub = folder.folders.get(name);
            if (file != null && (found == null || found.isDirectory())) {
                folder.files.remove(name);
                difference.deleted(folder.prefix + name, file);
            } else if (sub != null && !isSame(sub, found)) {
                folder.folders.remove(name);
                root.vanished.add(new Vanished(sub, now + GRACE_NANOS));
            } else if (file == null && sub == null && found == null) {
                Set<Change> changes = said.getOrDefault(name, Set.of());
                if (changes.contains(Change.CREATED)) {
                    difference.passing(folder.prefix + name);
                }
            }
        }
    }

    private static boolean isSame(FolderNode known, BasicFileAttributes found) {
        return found != null && found.isDirectory() && Objects.equals(known.key, found.fileKey());
    }

    private void additions(FolderNode folder, Set<String> names, Map<String, Set<Change>> said)
            throws IOException {
        for (String name : names) {
            BasicFileAttributes found = scanner.attributes(folder, name);
            if (found == null) {
                continue; // what went in this very moment is told next time
            }
            if (found.isDirectory()) {
                if (!folder.folders.containsKey(name)) {
                    come(folder, name, found.fileKey());
                }
            } else {
                FileEntry now = FileEntry.of(found);
                FileEntry before = folder.files.put(name, now);
                Set<Change> changes = said.getOrDefault(name, Set.of());
                if (before == null) {
                    difference.created(folder.prefix + name, now);
                } else if (!now.isUnchangedFrom(before) || changes.contains(Change.MODIFIED)) {
                    difference.modified(folder.prefix + name); // also in the same tick of the clock
                }
            }
        }
    }

    /** A folder is new, or has another name: then each of its files has. */
    private void come(FolderNode parent, String name, Object key) throws IOException {
        FolderNode folder = scanner.folder(parent, name, key);
        parent.folders.put(name, folder);
        Map<String, FileEntry> files = folder.allFiles();
        Vanished before =
                root.vanished.stream()
                        .filter(v -> key != null && key.equals(v.folder().key))
                        .findFirst()
                        .orElse(null);
        if (before != null) {
            root.vanished.remove(before);
            gone(before.folder());
            scanner.forget(before.folder()); // but what the new one watches as well
        }
        files.forEach(difference::created);
    }

    private void gone(FolderNode folder) {
        folder.allFiles().forEach(difference::deleted);
    }

    /** What has not come back under another name is gone. */
    Difference expired() {
        List<Vanished> expired = new ArrayList<>();
        root.vanished.forEach(
                v -> {
                    if (now - v.deadline() >= 0) {
                        expired.add(v);
                    }
                });
        root.vanished.removeAll(expired);
        expired.forEach(
                v -> {
                    scanner.forget(v.folder());
                    gone(v.folder());
                });
        return difference;
    }

    /** All of the root is looked at. */
    Difference whole() throws IOException {
        FolderNode before = root.tree;
        FolderNode after = scanner.root(root); // watched before the old watches are given up
        Map<String, FileEntry> known = new HashMap<>();
        Set<FolderNode> old = new HashSet<>();
        if (before != null) {
            known.putAll(before.allFiles());
            old.add(before);
        }
        root.vanished.forEach(
                v -> {
                    known.putAll(v.folder().allFiles());
                    old.add(v.folder());
                });
        root.vanished.clear();
        old.forEach(scanner::forget);
        root.tree = after;
        difference.between(known, after.allFiles());
        return difference.paired();
    }
}
