package org.labthings.listeners;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Turns what happens to the files of folders, and of all folders below, into events. Endpoint is
 * the folder, name the path below it. Folders themselves make no events: a folder that appears
 * makes one for each file in it, and a renamed folder one for each old and each new name.
 *
 * <p>It knows what lies there. So notifications that the operating system drops, files that are put
 * into a new folder before anybody can watch it, and a folder that goes and comes back cost no
 * event: it looks, compares, and tells the difference. What comes together for one file is one
 * event with several changes. When the routers have no room it waits, and looks again later.
 */
@ProviderType
public interface FileWatcher extends ManagedListener {
    /**
     * Starts it. What is in its folders is looked at before this returns.
     *
     * @throws IOException when a folder cannot be watched; nothing is left running then
     */
    @Override
    void start() throws IOException;

    /**
     * Watches a folder as long as this watcher runs, for one more router.
     *
     * @param root the folder; its absolute path with forward slashes is the endpoint
     * @param changes events with none of these are not submitted; empty for all
     * @param target where events are submitted, on the watcher's thread
     * @return ends it; the watcher goes on with its other folders
     * @throws IOException when the watcher runs and the folder cannot be watched
     */
    Registration watch(Path root, Set<Change> changes, EventRouter target) throws IOException;

    /**
     * The same, and first tells what has changed since: what is there and not known is created,
     * what is known and gone is deleted.
     *
     * @param root the folder; of one that is watched already nothing is told but what is new
     * @param changes events with none of these are not submitted; empty for all
     * @param target where events are submitted, on the watcher's thread
     * @return ends it; the watcher goes on with its other folders
     * @param known what lay there at some time before, by name; see {@link #index}. Null: what lies
     *     there at first is not told
     * @throws IOException when the watcher runs and the folder cannot be watched
     */
    Registration watch(
            Path root, Set<Change> changes, EventRouter target, Map<String, FileStamp> known)
            throws IOException;

    /**
     * What lies in a watched folder as far as events were submitted for it. A copy; whoever keeps
     * it hands it to {@link #watch(Path, Set, EventRouter, Map)} later.
     *
     * @param root a folder that is watched
     * @return by name, with forward slashes; empty for a folder that is not watched
     */
    Map<String, FileStamp> index(Path root);

    /**
     * Whether a watched folder is there; while it is not, it is looked for.
     *
     * @param root a folder that is watched
     * @return false also for a folder that is not watched
     */
    boolean isPresent(Path root);
}
