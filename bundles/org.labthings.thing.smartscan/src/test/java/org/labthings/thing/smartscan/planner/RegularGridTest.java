package org.labthings.thing.smartscan.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ScanPlanner.Site;
import org.labthings.thing.smartscan.planner.RegularGrid.Style;

class RegularGridTest {
    @Test
    void itKnowsHowMuchIsLeft() {
        RegularGrid grid = new RegularGrid(new Steps(10, 10), 0, 0, 3, 2, RegularGrid.Style.RASTER);
        assertEquals(new ScanPlanner.Outlook(6, true), grid.outlook().orElseThrow());
        grid.visited(0, 0, 0, true, true);
        assertEquals(new ScanPlanner.Outlook(5, true), grid.outlook().orElseThrow());
    }

    private static List<Point> run(RegularGrid grid) {
        List<Point> places = new ArrayList<>();
        while (!grid.complete()) {
            Site site = grid.next();
            places.add(new Point(site.x(), site.y()));
            grid.visited(site.x(), site.y(), 0, true, true);
        }
        return places;
    }

    @Test
    void snakes() {
        RegularGrid grid = new RegularGrid(new Steps(-10, 5), 100, 0, 3, 2, Style.SNAKE);
        assertEquals(
                List.of(
                        new Point(100, 0),
                        new Point(90, 0),
                        new Point(80, 0),
                        new Point(80, 5),
                        new Point(90, 5),
                        new Point(100, 5)),
                run(grid));
        assertEquals(
                "Scan completed: every planned location was visited.", grid.completionReason());
    }

    @Test
    void rasters() {
        RegularGrid grid = new RegularGrid(new Steps(10, 5), 0, 0, 2, 2, Style.RASTER);
        assertEquals(
                List.of(new Point(0, 0), new Point(10, 0), new Point(0, 5), new Point(10, 5)),
                run(grid));
    }

    @Test
    void estimatesTheNearestNewestFocus() {
        RegularGrid grid = new RegularGrid(new Steps(10, 10), 0, 0, 2, 2, Style.RASTER);
        assertEquals(OptionalInt.empty(), grid.next().z());
        grid.visited(0, 0, 1, true, false);
        assertEquals(OptionalInt.empty(), grid.next().z(), "that was no focus");
        grid.visited(10, 0, 2, true, true);
        assertEquals(OptionalInt.of(2), grid.next().z());
        grid.visited(0, 10, 3, true, true);
        assertEquals(OptionalInt.of(3), grid.next().z(), "as near as the other, and newer");
    }

    @Test
    void refusesAnEmptyGrid() {
        Steps steps = new Steps(1, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new RegularGrid(steps, 0, 0, 0, 2, Style.SNAKE));
    }
}
