package org.labthings.listeners;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Service that makes file watchers. Each belongs to the bundle that asked for it, and is stopped
 * when that bundle lets go of this service, if it was not before.
 */
@ProviderType
public interface FileWatchers {
    /**
     * A watcher that watches nothing yet and does not run. It opens nothing before its start.
     *
     * @param name for its thread and its log
     * @param options of all of its folders
     * @return belongs to the bundle that calls this
     */
    FileWatcher create(String name, WatchOptions options);
}
