package org.labthings.thing.smartscan.planner;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Grows from its start over whatever is sample, in rings, and stops at background.
 *
 * <p>A <em>primary</em> site is on the grid of steps. Where sample meets background, a
 * <em>secondary</em> site half-way between the two looks closer at the edge; nothing grows from it.
 */
public final class SmartSpiral extends Plan {
    private final Point start;
    private final double maxDistance;
    private final Set<Point> planned = new HashSet<>();
    private final Set<Point> secondary = new HashSet<>();
    private final Map<Point, Visit> visits = new HashMap<>();
    private boolean rangeReached;

    /**
     * A spiral.
     *
     * @param x where it starts, in steps
     * @param y where it starts, in steps
     * @param maxDistance how far from there it may go, in steps, as the crow flies
     */
    public SmartSpiral(Steps steps, int x, int y, double maxDistance) {
        super(steps);
        this.start = new Point(x, y);
        this.maxDistance = maxDistance;
        add(start);
    }

    private void add(Point place) {
        remaining.add(place);
        planned.add(place);
    }

    /** Only if it is neither planned nor visited: no place is visited twice. */
    private void addSecondary(Point place) {
        if (!planned.contains(place) && !visits.containsKey(place)) {
            secondary.add(place);
            add(place);
        }
    }

    private List<Point> neighbours(Point p) {
        return List.of(
                p.plus(-steps.dx(), 0),
                p.plus(steps.dx(), 0),
                p.plus(0, -steps.dy()),
                p.plus(0, steps.dy()));
    }

    @Override
    void planAfter(Visit visit) {
        Point here = visit.place();
        planned.remove(here);
        visits.put(here, visit);
        if (secondary.contains(here)) {
            return; // sorting from here would turn the spiral round
        }
        for (Point neighbour : neighbours(here)) {
            if (visit.imaged()) {
                growTo(neighbour, here);
            } else if (imaged(neighbour)) {
                addSecondary(here.halfWayTo(neighbour));
            }
        }
        remaining.sort(
                Comparator.comparing((Point p) -> !secondary.contains(p))
                        .thenComparingDouble(p -> steps.sites(here, p))
                        .thenComparingDouble(p -> steps.sites(start, p))
                        .thenComparingDouble(here::distanceTo));
    }

    private boolean imaged(Point place) {
        return visits.containsKey(place) && visits.get(place).imaged();
    }

    private void growTo(Point neighbour, Point here) {
        if (planned.contains(neighbour) || imaged(neighbour)) {
            return;
        }
        if (visits.containsKey(neighbour)) {
            addSecondary(here.halfWayTo(neighbour));
        } else if (start.distanceTo(neighbour) > maxDistance) {
            rangeReached = true;
        } else {
            add(neighbour);
        }
    }

    /**
     * The lowest of the foci around, else of the nearest ones. To start too low costs a few more
     * pictures, too high a new autofocus.
     */
    @Override
    OptionalInt estimate(Point place) {
        OptionalInt around = lowest(focused().filter(v -> steps.touches(place, v.place())));
        if (around.isPresent()) {
            return around;
        }
        double nearest =
                focused()
                        .mapToDouble(v -> place.distanceTo(v.place()))
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        return lowest(focused().filter(v -> place.distanceTo(v.place()) == nearest));
    }

    private Stream<Visit> focused() {
        return history.stream().filter(Visit::focused);
    }

    private static OptionalInt lowest(Stream<Visit> visits) {
        return visits.mapToInt(Visit::z).min();
    }

    @Override
    boolean plansAllAtOnce() {
        return false; // nobody knows how large the sample is
    }

    @Override
    String reason() {
        return rangeReached
                ? "Scan stopped because it reached the maximum allowed range of motion."
                : "Scan completed: the scanned area was fully surrounded by background.";
    }
}
