package org.labthings.listeners.internal.group;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.ListenerGroup;
import org.labthings.listeners.ListenerStartException;
import org.labthings.listeners.ManagedListener;
import org.labthings.listeners.ManagedListener.State;
import org.labthings.listeners.Registration;
import org.labthings.listeners.Route;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.route.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group. Its state changes in a monitor that is held for moments only; starting and stopping go
 * on outside of it, on the thread that asked.
 */
final class Group implements ListenerGroup {
    private final String name;
    private final Plan plan;
    private final Runnable changed;
    private final Logger log;
    private final Object monitor = new Object();
    private final List<Entry> members = new ArrayList<>(); // guarded by monitor, as all below
    private final Map<Object, Route> routes = new HashMap<>();
    private final Map<Object, Registration> registered = new HashMap<>();
    private final List<Entry> started = new ArrayList<>();
    private Router router;
    private Phase phase = Phase.NEW;
    private String reason = "";
    private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

    private enum Phase {
        NEW,
        STARTING,
        RUNNING,
        STOPPING,
        DRAINING,
        STOPPED,
        FAILED
    }

    /**
     * What a group is configured to.
     *
     * @param folders that it watches
     * @param options of its watcher
     * @param queue how many events may wait and run
     * @param limit of each listener, and of the running callbacks, at a stop
     * @param memory file in which it is kept what lies in the folders, so that a start tells what
     *     came since the last stop; null to tell nothing of it
     */
    record Plan(List<Path> folders, WatchOptions options, int queue, Duration limit, Path memory) {}

    private record Entry(Object key, String name, int ranking, ManagedListener listener) {}

    /**
     * A group that does not run.
     *
     * @param changed is told, on any thread, when the state is another one
     */
    Group(String name, Plan plan, Runnable changed) {
        this.name = name;
        this.plan = plan;
        this.changed = changed;
        this.log = LoggerFactory.getLogger("labthings.listeners." + name);
        this.router = new Router(name, plan.queue());
        if (!plan.folders().isEmpty()) { // the last to start, and the first to stop
            ManagedListener folders = new WatchedFolders(name, plan, this::router);
            members.add(new Entry(this, "folders", Integer.MAX_VALUE, folders));
        }
    }

    /** One more listener; it starts if the group runs. */
    void add(Object key, String listenerName, int ranking, ManagedListener listener) {
        Entry entry = new Entry(key, listenerName, ranking, listener);
        synchronized (monitor) {
            members.add(entry);
            members.sort(Comparator.comparingInt(Entry::ranking));
            if (phase != Phase.RUNNING) {
                return;
            }
            started.add(entry);
        }
        try {
            listener.start();
        } catch (Exception e) {
            log.error("The listener {} cannot be started: {}", listenerName, e.toString());
        }
        changed.run();
    }

    /** A listener goes; it is stopped. */
    void remove(Object key) {
        Entry gone = null;
        synchronized (monitor) {
            for (Entry entry : List.copyOf(members)) {
                if (entry.key == key) {
                    members.remove(entry);
                    gone = started.remove(entry) ? entry : null;
                }
            }
        }
        if (gone != null) {
            stop(gone);
        }
        changed.run();
    }

    /** One more callback. */
    void add(Object key, Route route) {
        synchronized (monitor) {
            routes.put(key, route);
            if (!router.isShutdown()) {
                registered.put(key, router.register(route));
            }
        }
    }

    /** A callback goes; what runs of it is told to end. */
    void removeRoute(Object key) {
        Registration gone;
        synchronized (monitor) {
            routes.remove(key);
            gone = registered.remove(key);
        }
        if (gone != null) {
            gone.close();
        }
    }

    @Override
    public void startAll() throws ListenerStartException {
        CompletableFuture<Void> others;
        synchronized (monitor) {
            others = phase == Phase.STARTING ? starting : phase == Phase.DRAINING ? stopped : null;
            if (phase == Phase.RUNNING) {
                return;
            }
            if (phase == Phase.STOPPING) {
                throw new ListenerStartException(
                        "The group " + name + " is stopping; start it again in a moment", null);
            }
            if (others == null) {
                begin();
            }
        }
        if (others != null) { // somebody else starts it, or it ends just now
            await(others, plan.limit());
            return;
        }
        changed.run();
        try {
            startMembers();
        } catch (ListenerStartException e) {
            failed(e);
            throw e;
        }
        changed.run();
        log.info("The group {} runs", name);
    }

    private void begin() {
        phase = Phase.STARTING;
        starting = new CompletableFuture<>();
        stopped = new CompletableFuture<>();
        reason = "";
        if (router.isShutdown()) {
            router = new Router(name, plan.queue());
            registered.clear();
            routes.forEach((key, route) -> registered.put(key, router.register(route)));
        }
    }

    private void startMembers() throws ListenerStartException {
        for (Entry entry = next(); entry != null; entry = next()) {
            try {
                entry.listener.start();
            } catch (Exception e) {
                throw new ListenerStartException(
                        "The group "
                                + name
                                + " cannot start: the listener "
                                + entry.name
                                + " failed: "
                                + e,
                        e);
            }
        }
    }

    /** The next one to be started; those that come meanwhile are too. Null when all were. */
    private Entry next() {
        synchronized (monitor) {
            for (Entry entry : members) {
                if (!started.contains(entry)) {
                    started.add(entry);
                    return entry;
                }
            }
            phase = Phase.RUNNING;
            starting.complete(null);
            return null;
        }
    }

    private void failed(ListenerStartException why) {
        stopStarted();
        Router over;
        synchronized (monitor) {
            over = router;
        }
        over.shutdown(plan.limit());
        synchronized (monitor) {
            phase = Phase.FAILED;
            reason = why.getMessage();
            starting.complete(null);
            stopped.complete(null);
        }
        log.error("{}", why.getMessage());
        changed.run();
    }

    @Override
    public void stopAll() {
        CompletableFuture<Void> over;
        boolean first;
        synchronized (monitor) {
            over = stopped;
            first = phase == Phase.RUNNING;
            if (first) {
                phase = Phase.STOPPING;
            } else if (phase != Phase.STOPPING && phase != Phase.DRAINING) {
                return;
            }
        }
        if (first) {
            changed.run();
            stopStarted();
            drainRemembered();
            finish();
        } else if (!currentRouter().isRunningHere()) {
            await(over, plan.limit().multipliedBy(2));
        }
    }

    /** What the folders' memory counts as told is worked off: no start will tell it again. */
    private void drainRemembered() {
        try {
            if (plan.memory() != null) {
                currentRouter().drain(plan.limit());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first half of a stop: nothing new comes. */
    void stopListeners() {
        synchronized (monitor) {
            if (phase != Phase.RUNNING) {
                return;
            }
            phase = Phase.DRAINING;
        }
        changed.run();
        stopStarted();
    }

    /** The second half: what came is worked off. */
    void stopRouter() throws InterruptedException {
        synchronized (monitor) {
            if (phase != Phase.DRAINING) {
                return;
            }
        }
        currentRouter().drain(plan.limit());
        finish();
    }

    private void finish() {
        boolean clean = currentRouter().shutdown(plan.limit());
        if (!clean) {
            log.warn(
                    "The group {} stops without callbacks that do not end within {} ms",
                    name,
                    plan.limit().toMillis());
        }
        CompletableFuture<Void> over;
        synchronized (monitor) {
            phase = Phase.STOPPED;
            registered.clear();
            over = stopped;
        }
        over.complete(null);
        log.info("The group {} is stopped", name);
        changed.run();
    }

    private Router currentRouter() {
        synchronized (monitor) {
            return router;
        }
    }

    private void stopStarted() {
        List<Entry> all;
        synchronized (monitor) {
            all = new ArrayList<>(started);
            started.clear();
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            stop(all.get(i));
        }
    }

    private void stop(Entry entry) {
        try {
            entry.listener.stop(plan.limit());
        } catch (RuntimeException e) {
            log.error("The listener {} did not stop cleanly: {}", entry.name, e.toString());
        }
    }

    @Override
    public boolean awaitStop(Duration limit) throws InterruptedException {
        CompletableFuture<Void> over;
        synchronized (monitor) {
            over = stopped;
        }
        try {
            over.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static void await(CompletableFuture<Void> future, Duration limit) {
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // its state says how far it is
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        synchronized (monitor) {
            return switch (phase) {
                case NEW, STARTING -> State.NEW;
                case RUNNING -> State.RUNNING;
                case STOPPING, DRAINING -> State.STOPPING;
                case STOPPED -> State.STOPPED;
                case FAILED -> State.FAILED;
            };
        }
    }

    @Override
    public String reason() {
        synchronized (monitor) {
            return reason;
        }
    }

    @Override
    public List<Member> members() {
        List<Entry> all;
        synchronized (monitor) {
            all = List.copyOf(members);
        }
        return all.stream().map(e -> new Member(e.name, e.ranking, e.listener.state())).toList();
    }

    @Override
    public EventRouter router() {
        return currentRouter();
    }
}
