package org.labthings.thing.smartscan.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labthings.hardware.ScanPlanner;

/** What remains to be visited, and what was. Belongs to the thread of its scan. */
abstract class Plan implements ScanPlanner {
    final Steps steps;
    final List<Point> remaining = new ArrayList<>();
    final List<Visit> history = new ArrayList<>();

    Plan(Steps steps) {
        this.steps = steps;
    }

    @Override
    public final boolean complete() {
        return remaining.isEmpty();
    }

    @Override
    public final Site next() {
        if (complete()) {
            throw new IllegalStateException("The scan is complete: there is no next location.");
        }
        Point place = remaining.get(0);
        return new Site(place.x(), place.y(), estimate(place));
    }

    @Override
    public final void visited(int x, int y, int z, boolean imaged, boolean focused) {
        Point place = new Point(x, y);
        if (complete() || !remaining.get(0).equals(place)) {
            throw new IllegalArgumentException(
                    "Wrong scan location visited! It was ("
                            + x
                            + ", "
                            + y
                            + "), and "
                            + (complete() ? "nothing is left" : remaining.get(0) + " is next")
                            + ".");
        }
        remaining.remove(0);
        Visit visit = new Visit(place, z, imaged, focused);
        history.add(visit);
        planAfter(visit);
    }

    @Override
    public final String completionReason() {
        if (!complete()) {
            throw new IllegalStateException(
                    "The scan is not complete: " + remaining.size() + " locations are left.");
        }
        return reason();
    }

    @Override
    public final Optional<Outlook> outlook() {
        return Optional.of(new Outlook(remaining.size(), plansAllAtOnce()));
    }

    /** Whether all sites are known from the start. */
    abstract boolean plansAllAtOnce();

    /** Where the focus may be. */
    abstract OptionalInt estimate(Point place);

    /** Adds to what remains. */
    abstract void planAfter(Visit visit);

    abstract String reason();
}
