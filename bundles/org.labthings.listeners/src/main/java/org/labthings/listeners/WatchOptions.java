package org.labthings.listeners;

import java.time.Duration;
import java.util.List;

/**
 * How folders are watched.
 *
 * @param polling time between two looks, for network folders whose changes nobody tells; zero to be
 *     told by the operating system
 * @param ignored patterns of what is never looked at; files and folders, by the last component
 * @param rootMayBeMissing whether a missing folder is waited for; else it is an error at the start
 * @param maxFiles how many files may lie there, all folders of the watcher together
 */
public record WatchOptions(
        Duration polling, List<String> ignored, boolean rootMayBeMissing, int maxFiles) {
    /**
     * Hidden files, temporary ones of editors and programs, and vim's test whether it may write.
     */
    public static final List<String> DEFAULT_IGNORED = List.of(".*", "*.tmp", "*~", "4913");

    /** Told by the operating system; a missing folder is an error. */
    public static final WatchOptions DEFAULT =
            new WatchOptions(Duration.ZERO, DEFAULT_IGNORED, false, 500_000);

    /**
     * Makes the patterns unmodifiable.
     *
     * @param polling time between two looks; zero for notifications
     * @param ignored copied
     * @param rootMayBeMissing whether a missing folder is waited for
     * @param maxFiles how many files may lie there
     */
    public WatchOptions {
        ignored = List.copyOf(ignored);
    }

    /**
     * These options, with looks at intervals in place of notifications.
     *
     * @param interval from the end of one look to the next; zero for notifications again
     * @return new options
     */
    public WatchOptions polling(Duration interval) {
        return new WatchOptions(interval, ignored, rootMayBeMissing, maxFiles);
    }

    /**
     * These options, where a missing folder is waited for.
     *
     * @return new options
     */
    public WatchOptions waitingForRoots() {
        return new WatchOptions(polling, ignored, true, maxFiles);
    }
}
