package org.labthings.listeners.internal.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.glob.GlobPattern;
import org.slf4j.Logger;

/**
 * Looks at the disk. A folder is watched before it is listed, so nothing falls between the two.
 * Used in the watcher's lock.
 */
final class Scanner {
    private final List<GlobPattern> ignored;
    private final int maxFiles;
    private final Logger log;
    private final Map<WatchKey, Set<FolderNode>> watches = new HashMap<>();
    private WatchService service;

    Scanner(WatchOptions options, Logger log) {
        this.ignored = options.ignored().stream().map(GlobPattern::parse).toList();
        this.maxFiles = options.maxFiles();
        this.log = log;
    }

    /** Notifications come there from now on; null for none. */
    void use(WatchService next) {
        service = next;
        watches.clear();
    }

    /** Whether a name is never looked at. */
    boolean ignores(String name) {
        return ignored.stream().anyMatch(p -> p.matches(name));
    }

    /** Whose notifications a key brings; none for an unknown one. */
    Set<FolderNode> watched(WatchKey key) {
        return watches.getOrDefault(key, Set.of());
    }

    int watches() {
        return watches.size();
    }

    /**
     * All of a root as it is now, watched.
     *
     * @throws IOException when it is no folder that can be read
     */
    FolderNode root(WatchedRoot root) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(root.path, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(root.path.toString());
        }
        FolderNode node = new FolderNode(root, root.path, "", attributes.fileKey());
        try (DirectoryStream<Path> readable = Files.newDirectoryStream(root.path)) {
            fill(node);
        } catch (IOException | RuntimeException e) {
            forget(node);
            throw e;
        }
        return node;
    }

    /**
     * A folder below another one, watched, with all below it; null when it is not there any more.
     */
    FolderNode folder(FolderNode parent, String name, Object key) throws IOException {
        FolderNode node =
                new FolderNode(
                        parent.root, parent.path.resolve(name), parent.prefix + name + "/", key);
        fill(node);
        return node;
    }

    private void fill(FolderNode top) throws IOException {
        List<FolderNode> all = new ArrayList<>(List.of(top));
        int files = 0;
        for (int i = 0; i < all.size(); i++) {
            FolderNode node = all.get(i);
            watch(node);
            for (String name : names(node)) {
                BasicFileAttributes attributes = attributes(node, name);
                if (attributes != null && attributes.isDirectory()) {
                    FolderNode child =
                            new FolderNode(
                                    node.root,
                                    node.path.resolve(name),
                                    node.prefix + name + "/",
                                    attributes.fileKey());
                    node.folders.put(name, child);
                    all.add(child);
                } else if (attributes != null) {
                    node.files.put(name, FileEntry.of(attributes));
                    files++;
                }
            }
            if (files > maxFiles) {
                forget(top);
                throw new IOException(
                        "There are more than "
                                + maxFiles
                                + " files in "
                                + top.path
                                + "; watch a folder with fewer, or ignore some");
            }
        }
    }

    private void watch(FolderNode node) throws IOException {
        if (service == null || node.root.polled) {
            return;
        }
        try {
            node.watch = node.path.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            watches.computeIfAbsent(node.watch, k -> new HashSet<>()).add(node);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // it has just gone; its parent will tell
        } catch (IOException e) {
            if (Files.isReadable(
                    node.path)) { // no more watches to be had, or a file system without
                node.root.polled = true;
                log.warn(
                        "{}: notifications cannot be had ({}); it is looked at now and then",
                        node.root.path,
                        e.getMessage());
            }
        }
    }

    /** What lies in a folder and is not ignored; nothing when it cannot be read. */
    List<String> names(FolderNode node) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(node.path)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (!ignores(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // it has just gone
        } catch (AccessDeniedException e) {
            log.warn("{} cannot be read, and is taken for empty", node.path);
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("{} cannot be read: {}", node.path, e.toString());
        }
        return names;
    }

    /**
     * What is there: a file or a folder, or null. Links to files count as files; links to folders
     * are not followed, because they can lead in circles.
     */
    BasicFileAttributes attributes(FolderNode node, String name) {
        Path path = node.path.resolve(name);
        try {
            BasicFileAttributes own =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!own.isSymbolicLink()) {
                return own.isDirectory() || own.isRegularFile() ? own : null;
            }
            BasicFileAttributes target = Files.readAttributes(path, BasicFileAttributes.class);
            return target.isRegularFile() ? target : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Gives up the watches of a folder and of all below it, but those that others have too. */
    void forget(FolderNode top) {
        for (FolderNode node : top.tree()) {
            if (node.watch != null) {
                Set<FolderNode> users = watches.getOrDefault(node.watch, new HashSet<>());
                users.remove(node);
                if (users.isEmpty()) {
                    watches.remove(node.watch);
                    node.watch.cancel();
                }
                node.watch = null;
            }
        }
    }
}
