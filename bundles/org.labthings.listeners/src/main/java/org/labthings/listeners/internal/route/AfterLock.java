package org.labthings.listeners.internal.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.listeners.FrameResult.Outcome;

/** What is decided in the router's lock and done once it is free, because it runs foreign code. */
final class AfterLock {
    private final List<FrameRun> starts = new ArrayList<>();
    private final Map<PendingFrame, Outcome> completed = new LinkedHashMap<>();

    void complete(PendingFrame handle, Outcome outcome) {
        completed.put(handle, outcome);
    }

    void start(FrameRun run) {
        starts.add(run);
    }

    void happen() {
        completed.forEach(PendingFrame::complete);
        starts.forEach(FrameRun::start);
    }
}
