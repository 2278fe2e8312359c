package org.labthings.listeners.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.labthings.listeners.Change;
import org.labthings.listeners.WatchOptions;
import org.slf4j.Logger;

/**
 * Looks at roots, and keeps what it finds until it is handed on. A root may go and come back: what
 * is known of it is kept meanwhile. Used in the watcher's lock.
 */
final class RootLook {
    /** Between two looks where notifications were wanted and cannot be had. */
    private static final Duration WITHOUT_NOTIFICATIONS = Duration.ofSeconds(2);

    private final Scanner scanner;
    private final WatchOptions options;
    private final Logger log;

    RootLook(Scanner scanner, WatchOptions options, Logger log) {
        this.scanner = scanner;
        this.options = options;
        this.log = log;
    }

    Duration interval() {
        return options.polling().isZero() ? WITHOUT_NOTIFICATIONS : options.polling();
    }

    /**
     * The first look since the start.
     *
     * @throws IOException when it cannot be watched
     */
    void first(WatchedRoot root, boolean polled) throws IOException {
        root.polled = polled;
        root.present = Files.isDirectory(root.path);
        root.nextLook = System.nanoTime() + interval().toNanos();
        if (root.present) {
            boolean isNew = root.tree == null && root.known == null;
            Difference difference = compared(root);
            if (!isNew) {
                keep(root, difference);
            }
        } else if (options.rootMayBeMissing()) {
            log.warn("{} is not there; it is watched when it comes", root.path);
        } else {
            throw new NoSuchFileException(
                    root.path.toString(), null, "there is no such folder to watch; make it");
        }
    }

    /**
     * Looks at what a batch names or, where there are no notifications, at everything in its time.
     */
    void again(WatchedRoot root, Batch batch, long now) throws IOException {
        if (!root.present) {
            return;
        }
        if (!root.polled) {
            keep(root, new Comparison(root, scanner).of(batch));
            keep(root, new Comparison(root, scanner).expired());
        } else if (now - root.nextLook >= 0) {
            whole(root);
            root.nextLook = System.nanoTime() + interval().toNanos();
        }
    }

    /** Looks at everything. */
    void whole(WatchedRoot root) throws IOException {
        keep(root, compared(root));
    }

    private Difference compared(WatchedRoot root) throws IOException {
        if (root.tree == null && root.known != null) {
            FolderNode before = new FolderNode(root, root.path, "", null);
            root.known.forEach((n, stamp) -> before.files.put(n, new FileEntry(stamp, null)));
            root.tree = before;
        }
        Difference difference = new Comparison(root, scanner).whole();
        root.known = null;
        return difference;
    }

    private static void keep(WatchedRoot root, Difference difference) {
        difference.changes().forEach((n, c) -> root.unsent.merge(n, c, RootLook::union));
    }

    private static Set<Change> union(Set<Change> a, Set<Change> b) {
        a.addAll(b);
        return a;
    }

    /** Whether a root is there; one that has come back, or was replaced, is compared. */
    boolean isPresent(WatchedRoot root) {
        Object key = null;
        boolean there = false;
        try {
            BasicFileAttributes found = Files.readAttributes(root.path, BasicFileAttributes.class);
            there = found.isDirectory();
            key = found.fileKey();
        } catch (IOException e) {
            // it is not there
        }
        if (root.present && there && Objects.equals(root.tree.key, key)) {
            return true;
        }
        try {
            if (there) {
                come(root);
            } else if (root.present) {
                log.warn("{} is gone; it is watched again when it comes back", root.path);
                unwatch(root);
            }
            root.present = there;
        } catch (IOException e) {
            log.debug("{} cannot be looked at yet", root.path, e);
            root.present = false;
        }
        return root.present;
    }

    private void come(WatchedRoot root) throws IOException {
        boolean waitedFor = root.tree == null && root.known == null;
        Difference difference = compared(root);
        if (waitedFor) { // all that is in it has come with it
            Map<String, FileEntry> files = root.tree.allFiles();
            files.forEach(difference::created);
        }
        keep(root, difference);
        log.info("{} is there, and watched", root.path);
    }

    /** Gives up all notifications of a root. */
    void unwatch(WatchedRoot root) {
        if (root.tree != null) {
            scanner.forget(root.tree);
        }
        root.vanished.forEach(v -> scanner.forget(v.folder()));
    }
}
