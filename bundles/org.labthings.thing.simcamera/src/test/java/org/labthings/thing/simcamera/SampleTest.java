package org.labthings.thing.simcamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    private final Sample sample = new Sample(7);

    @Test
    void isTheSameWheneverItIsLookedAt() {
        assertEquals(cells(sample, 0, 0, 1000), cells(new Sample(7), 0, 0, 1000));
        assertNotEquals(cells(sample, 0, 0, 1000), cells(new Sample(8), 0, 0, 1000));
    }

    @Test
    void partsFitTogether() {
        Set<Sample.Cell> parts = new HashSet<>();
        for (int x = -500; x < 500; x += 100) {
            for (int y = -500; y < 500; y += 100) {
                sample.cells(x, y, x + 99, y + 99, parts::add);
            }
        }
        assertEquals(new HashSet<>(cells(sample, -500, -500, 999)), parts);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000, 2_147_483_000, -2_147_483_600})
    void hasNoEdges(long at) {
        List<Sample.Cell> cells = cells(sample, at, -at, 3000);
        long white = cells.stream().filter(c -> c.kind() == Sample.Kind.WHITE).count();
        assertTrue(cells.size() > 1000, cells.size() + " cells");
        assertTrue(white > 10, white + " white cells");
    }

    @Test
    void neverRepeats() {
        List<Sample.Cell> here = cells(sample, 0, 0, 600);
        for (int i = 1; i < 50; i++) {
            int shift = i * 10_000;
            List<Sample.Cell> there =
                    cells(sample, shift, 0, 600).stream()
                            .map(c -> new Sample.Cell(c.kind(), c.shape(), c.x() - shift, c.y()))
                            .toList();
            assertNotEquals(here, there);
        }
    }

    private static List<Sample.Cell> cells(Sample sample, long left, long top, int size) {
        List<Sample.Cell> found = new ArrayList<>();
        sample.cells(left, top, left + size, top + size, found::add);
        return found;
    }
}
