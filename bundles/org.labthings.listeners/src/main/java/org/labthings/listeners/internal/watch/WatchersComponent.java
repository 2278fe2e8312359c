package org.labthings.listeners.internal.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.labthings.listeners.FileWatcher;
import org.labthings.listeners.FileWatchers;
import org.labthings.listeners.WatchOptions;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.ServiceScope;

/** Makes watchers for one bundle, and ends those that it has left running. */
@Component(scope = ServiceScope.BUNDLE)
public final class WatchersComponent implements FileWatchers {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A watcher that runs is referred to by its thread. */
    private final Set<Watcher> watchers =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public FileWatcher create(String name, WatchOptions options) {
        Watcher watcher = new Watcher(name, options);
        watchers.add(watcher);
        return watcher;
    }

    /** Called by Declarative Services when the bundle has let go of it. */
    @Deactivate
    void close() {
        synchronized (watchers) {
            watchers.forEach(w -> w.stop(LIMIT));
        }
    }
}
