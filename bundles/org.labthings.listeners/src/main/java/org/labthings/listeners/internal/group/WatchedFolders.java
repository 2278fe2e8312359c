package org.labthings.listeners.internal.group;

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

/** The folders of a group, watched for whatever router the group has when it starts. */
final class WatchedFolders implements ManagedListener {
    private final List<Path> folders;
    private final Watcher watcher;
    private final Supplier<EventRouter> router;
    private List<Registration> watched = List.of();

    WatchedFolders(String name, Group.Plan plan, Supplier<EventRouter> router) {
        this.folders = plan.folders();
        this.watcher = new Watcher(name, plan.options());
        this.router = router;
    }

    @Override
    public synchronized void start() throws Exception {
        List<Registration> next = new ArrayList<>();
        for (Path folder : folders) {
            next.add(watcher.watch(folder, Set.of(), router.get()));
        }
        end();
        watched = next;
        try {
            watcher.start();
        } catch (Exception e) {
            end();
            throw e;
        }
    }

    @Override
    public void stop(Duration limit) {
        watcher.stop(limit);
        end();
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
