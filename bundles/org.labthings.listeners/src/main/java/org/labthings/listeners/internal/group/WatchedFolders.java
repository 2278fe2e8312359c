package org.labthings.listeners.internal.group;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.ManagedListener;
import org.labthings.listeners.Registration;
import org.labthings.listeners.internal.watch.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of a group, watched for whatever router the group has when it starts. With a memory,
 * a start tells what has changed since the last stop: of the group, or of the server before this.
 */
final class WatchedFolders implements ManagedListener {
    private final List<Path> folders;
    private final Watcher watcher;
    private final Supplier<EventRouter> router;
    private final FolderMemory memory;
    private final Logger log;
    private List<Registration> watched = List.of();

    WatchedFolders(String name, Group.Plan plan, Supplier<EventRouter> router) {
        this.folders = plan.folders();
        this.watcher = new Watcher(name, plan.options());
        this.router = router;
        this.log = LoggerFactory.getLogger("labthings.listeners." + name);
        this.memory = plan.memory() == null ? null : memory(plan.memory());
    }

    private FolderMemory memory(Path store) {
        try {
            return FolderMemory.load(store);
        } catch (IOException e) {
            log.warn("What came while the server was away is not told: {}", e.toString());
            return FolderMemory.empty(store);
        }
    }

    @Override
    public synchronized void start() throws Exception {
        List<Registration> next = new ArrayList<>();
        for (Path folder : folders) {
            next.add(
                    watcher.watch(
                            folder,
                            Set.of(),
                            router.get(),
                            memory == null ? null : memory.of(folder)));
        }
        end();
        watched = next;
        try {
            watcher.start();
        } catch (Exception e) {
            end();
            throw e;
        }
        remember(); // a crash forgets no more than what has come since
    }

    @Override
    public void stop(Duration limit) {
        watcher.stop(limit);
        stopped();
    }

    private synchronized void stopped() {
        if (!watched.isEmpty()) {
            remember();
        }
        end();
    }

    private void remember() {
        if (memory == null) {
            return;
        }
        folders.forEach(folder -> memory.put(folder, watcher.index(folder)));
        try {
            memory.save();
        } catch (IOException e) {
            log.error("What lies in the folders cannot be remembered: {}", e.toString());
        }
    }

    private synchronized void end() {
        watched.forEach(Registration::close);
        watched = List.of();
    }

    @Override
    public State state() {
        return watcher.state();
    }

    @Override
    public CompletionStage<Void> whenStopped() {
        return watcher.whenStopped();
    }
}
