package org.labthings.listeners.internal.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.labthings.listeners.CallbackResult;
import org.labthings.listeners.CallbackResult.Status;
import org.labthings.listeners.FrameDirective;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.FrameResult.Outcome;
import org.labthings.listeners.RoutedEvent;
import org.slf4j.Logger;

/**
 * All that runs for one event: a state machine that no thread waits in. Callbacks of a stage start
 * together; the last one that ends starts what comes next.
 */
final class FrameRun {
    private final RoutedEvent event;
    private final List<PendingFrame> handles;
    private final List<List<RouteEntry>> steps; // callbacks and post-callbacks of each stage
    private final boolean delayed;
    private final Workers workers;
    private final Logger log;
    private final BiConsumer<FrameRun, FrameResult> over;
    private final Set<CallbackRun> open = new HashSet<>(); // guarded by this, as all below
    private final List<CallbackResult> results = new ArrayList<>();
    private int next;
    private Outcome early;
    private boolean done;

    /**
     * A frame that has not started.
     *
     * @param handles of the events that it stands for
     * @param delayed whether the delays of the routes count
     * @param over is told once, when it has ended, on the thread that ended it
     */
    FrameRun(
            RoutedEvent event,
            Collection<RouteEntry> entries,
            List<PendingFrame> handles,
            boolean delayed,
            Workers workers,
            Logger log,
            BiConsumer<FrameRun, FrameResult> over) {
        this.event = event;
        this.handles = List.copyOf(handles);
        this.steps = steps(entries);
        this.delayed = delayed;
        this.workers = workers;
        this.log = log;
        this.over = over;
    }

    private static List<List<RouteEntry>> steps(Collection<RouteEntry> entries) {
        Map<Integer, List<List<RouteEntry>>> stages = new TreeMap<>();
        for (RouteEntry entry : entries) {
            List<List<RouteEntry>> stage =
                    stages.computeIfAbsent(
                            entry.route.stage(),
                            s -> List.of(new ArrayList<>(), new ArrayList<>()));
            stage.get(entry.route.post() ? 1 : 0).add(entry);
        }
        return stages.values().stream().flatMap(List::stream).filter(s -> !s.isEmpty()).toList();
    }

    RoutedEvent event() {
        return event;
    }

    List<PendingFrame> handles() {
        return handles;
    }

    void start() {
        advance();
    }

    /** Starts the next step, or ends the frame. */
    private void advance() {
        List<CallbackRun> runs = new ArrayList<>();
        synchronized (this) {
            while (runs.isEmpty() && early == null && next < steps.size()) {
                for (RouteEntry entry : steps.get(next++)) {
                    if (!entry.isClosed()) {
                        runs.add(new CallbackRun(this, entry, workers));
                    }
                }
            }
            open.addAll(runs);
        }
        if (runs.isEmpty()) {
            finish();
        } else {
            runs.forEach(run -> run.schedule(delayed));
        }
    }

    private void finish() {
        FrameResult result;
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
            Outcome outcome = early != null ? early : Outcome.COMPLETED;
            if (results.isEmpty() && early == null) {
                outcome = Outcome.CANCELLED; // all of its routes were closed meanwhile
            }
            result = new FrameResult(outcome, results);
        }
        over.accept(this, result);
    }

    /** A callback has ended for this frame. */
    void ended(CallbackRun run, CallbackResult result) {
        boolean failed = result.status() == Status.FAILED || result.status() == Status.TIMED_OUT;
        if (failed) {
            log.warn(
                    "{} {}: a callback {}: {}",
                    event.name(),
                    event.changes(),
                    result.status() == Status.FAILED ? "failed" : "is given up",
                    String.valueOf(result.error()));
            log.debug("It was called by", result.error());
        }
        boolean last;
        synchronized (this) {
            if (!open.remove(run)) {
                return;
            }
            results.add(result);
            if (failed && result.route().onFailure() == FrameDirective.CANCEL_FRAME) {
                early = early == null ? Outcome.FAILED : early;
            }
            last = open.isEmpty();
        }
        if (last) {
            advance();
        } else if (failed && result.route().onFailure() == FrameDirective.CANCEL_FRAME) {
            openRuns().forEach(CallbackRun::cancel);
        }
    }

    private synchronized List<CallbackRun> openRuns() {
        return List.copyOf(open);
    }

    /** What has not started does not; what runs may end. */
    void cancelWaiting() {
        synchronized (this) {
            early = early == null ? Outcome.CANCELLED : early;
        }
        openRuns().forEach(CallbackRun::cancelUnlessStarted);
    }

    /** Ends it now; running callbacks are interrupted. */
    void abort() {
        synchronized (this) {
            early = early == null ? Outcome.CANCELLED : early;
        }
        openRuns().forEach(CallbackRun::cancel);
    }

    /** The callbacks of a route end; the others go on. */
    void closed(RouteEntry entry) {
        openRuns().stream().filter(r -> r.entry() == entry).forEach(CallbackRun::cancel);
    }

    /** Whether one of its callbacks is what calls this. */
    boolean isRunningHere() {
        return openRuns().stream().anyMatch(CallbackRun::isRunningHere);
    }

    synchronized List<CallbackResult> results() {
        return List.copyOf(results);
    }

    void runQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("{}: a callback could not be told to end: {}", event.name(), e.toString());
        }
    }
}
