package org.labthings.thing.smartscan.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.hardware.ScanPlanner.Site;

class SmartSpiralTest {
    /** Visits all sites; sample is where the predicate says so. */
    private static List<Visit> run(SmartSpiral spiral, Predicate<Point> sample) {
        List<Visit> visits = new ArrayList<>();
        while (!spiral.complete()) {
            Site site = spiral.next();
            Point place = new Point(site.x(), site.y());
            boolean imaged = sample.test(place);
            spiral.visited(site.x(), site.y(), 0, imaged, imaged);
            visits.add(new Visit(place, 0, imaged, imaged));
            assertTrue(visits.size() < 10_000, "it does not end");
        }
        return visits;
    }

    /** The simulator's steps are negative along x. */
    @ParameterizedTest
    @CsvSource({"100, 100", "-100, 80", "75, -131", "-3, -2"})
    void coversADisc(int dx, int dy) {
        Steps steps = new Steps(dx, dy);
        Point start = new Point(1000, -500);
        double radius = 6.3 * Math.max(Math.abs(dx), Math.abs(dy));
        Predicate<Point> sample = p -> p.distanceTo(start) < radius;
        SmartSpiral spiral = new SmartSpiral(steps, 1000, -500, 1e6);
        List<Visit> visits = run(spiral, sample);

        Set<Point> places = new HashSet<>();
        visits.forEach(v -> assertTrue(places.add(v.place()), v.place() + " was visited twice"));
        Set<Point> primary = new HashSet<>();
        visits.stream()
                .filter(Visit::imaged)
                .map(Visit::place)
                .filter(p -> (p.x() - 1000) % dx == 0 && (p.y() + 500) % dy == 0)
                .forEach(primary::add);
        assertEquals(primary, connected(start, primary, steps), "all are connected");
        for (int i = -10; i <= 10; i++) {
            for (int j = -10; j <= 10; j++) {
                Point p = start.plus(i * dx, j * dy);
                assertEquals(sample.test(p), primary.contains(p), "the disc is covered: " + p);
            }
        }
        assertTrue(
                visits.stream().anyMatch(v -> (v.place().x() - 1000) % dx != 0),
                "its edge is looked at closer");
        assertEquals(
                "Scan completed: the scanned area was fully surrounded by background.",
                spiral.completionReason());
    }

    private static Set<Point> connected(Point start, Set<Point> among, Steps steps) {
        Set<Point> found = new HashSet<>(Set.of(start));
        ArrayDeque<Point> queue = new ArrayDeque<>(found);
        while (!queue.isEmpty()) {
            Point p = queue.remove();
            for (Point n :
                    List.of(
                            p.plus(steps.dx(), 0),
                            p.plus(-steps.dx(), 0),
                            p.plus(0, steps.dy()),
                            p.plus(0, -steps.dy()))) {
                if (among.contains(n) && found.add(n)) {
                    queue.add(n);
                }
            }
        }
        return found;
    }

    @Test
    void staysInRangeAndSaysSo() {
        SmartSpiral spiral = new SmartSpiral(new Steps(10, 10), 0, 0, 55);
        List<Visit> visits = run(spiral, p -> true);
        Point start = new Point(0, 0);
        visits.forEach(v -> assertTrue(start.distanceTo(v.place()) <= 55));
        assertEquals(97, visits.size(), "all lattice points within a radius of 5.5");
        assertEquals(
                "Scan stopped because it reached the maximum allowed range of motion.",
                spiral.completionReason());
    }

    /** Each ring is completed before the next begins. */
    @Test
    void isASpiral() {
        List<Visit> visits = run(new SmartSpiral(new Steps(10, 10), 0, 0, 35), p -> true);
        assertEquals(new Point(0, 0), visits.get(0).place());
        assertEquals(new Point(-10, 0), visits.get(1).place(), "first to the left");
        Steps steps = new Steps(10, 10);
        for (int i = 1; i < visits.size(); i++) {
            double step = steps.sites(visits.get(i - 1).place(), visits.get(i).place());
            assertTrue(step <= 3, "it does not jump about: " + step + " at " + i);
        }
    }

    @Test
    void aSecondarySiteIsHalfWayRoundedDown() {
        SmartSpiral spiral = new SmartSpiral(new Steps(5, 5), 0, 0, 100);
        spiral.visited(0, 0, 0, true, true);
        assertEquals(new Site(-5, 0, OptionalInt.of(0)), spiral.next());
        spiral.visited(-5, 0, 0, false, false);
        assertEquals(new Site(-3, 0, OptionalInt.of(0)), spiral.next(), "floor(-2.5)");
        spiral.visited(-3, 0, 0, true, true);
        assertEquals(5, Math.abs(spiral.next().x() + spiral.next().y()), "then it goes on");
    }

    @Test
    void estimatesTheLowestFocusAround() {
        SmartSpiral spiral = new SmartSpiral(new Steps(-10, 10), 0, 0, 100);
        assertEquals(OptionalInt.empty(), spiral.next().z());
        spiral.visited(0, 0, 7, true, true);
        assertEquals(new Site(10, 0, OptionalInt.of(7)), spiral.next());
        spiral.visited(10, 0, 3, true, true);
        assertEquals(OptionalInt.of(3), spiral.next().z(), "3 is lower than 7, and also near");
    }

    @Test
    void refusesAWrongSite() {
        SmartSpiral spiral = new SmartSpiral(new Steps(10, 10), 0, 0, 100);
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> spiral.visited(1, 0, 0, true, true))
                        .getMessage()
                        .startsWith("Wrong scan location visited!"));
        assertThrows(IllegalStateException.class, spiral::completionReason);
        spiral.visited(0, 0, 0, false, false);
        assertTrue(spiral.complete());
        assertFalse(spiral.completionReason().isEmpty());
        assertThrows(IllegalStateException.class, spiral::next);
    }

    @Test
    void refusesStepsThatLeadNowhere() {
        assertThrows(IllegalArgumentException.class, () -> new Steps(0, 5));
    }
}
