package org.labthings.thing.simmicroscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.labthings.thing.simmicroscope.StagePosition.Place;

class MechanicsTest {
    private static final int[] NONE = {};
    private static final int[] ORIGIN = {0, 0};

    private static Place counted(int x, int y, int z) {
        return new Place(x, y, z, 5);
    }

    @Test
    void withoutEndsTheSampleIsWhereTheStageCounts() {
        Mechanics plain = new Mechanics(NONE, ORIGIN, 0);
        assertEquals(counted(100_000, -7, 3), plain.sample(counted(100_000, -7, 3)));
    }

    @Test
    void beyondItsEndTheStageCountsAndTheSampleStays() {
        Mechanics ends = new Mechanics(new int[] {-100, 200, -300, 400}, ORIGIN, 0);
        assertEquals(counted(200, 400, 1), ends.sample(counted(5000, 401, 1)));
        assertEquals(counted(-100, -300, 1), ends.sample(counted(-101, -5000, 1)));
        assertEquals(counted(199, 0, 1), ends.sample(counted(199, 0, 1)));
    }

    @Test
    void theFocusIsABowl() {
        Mechanics bowl = new Mechanics(NONE, new int[] {10, -20}, 0.01);
        assertEquals(0, bowl.sample(counted(10, -20, 0)).z(), "in focus");
        assertEquals(0, bowl.sample(counted(110, -20, 100)).z(), "higher by 0.01 * 100 * 100");
        assertEquals(0, bowl.sample(counted(10, 180, 400)).z());
        int highest = bowl.sample(counted(Integer.MIN_VALUE, Integer.MAX_VALUE, 0)).z();
        assertEquals(Integer.MIN_VALUE, highest, "as far as one can count");
    }

    @Test
    void nonsenseIsRefusedByName() {
        for (int[] travel : new int[][] {{1}, {5, 5, 0, 1}, {0, 1, 3, 2}}) {
            assertTrue(refusal(travel, ORIGIN, 0).contains("stage_travel"));
        }
        assertTrue(refusal(NONE, new int[] {1}, 0).contains("focus_middle"));
        assertTrue(refusal(NONE, ORIGIN, Double.NaN).contains("focus_curvature"));
    }

    private static String refusal(int[] travel, int[] middle, double curvature) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new Mechanics(travel, middle, curvature))
                .getMessage();
    }
}
