package org.labthings.thing.cameramapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labthings.api.InvocationError;
import org.labthings.thing.cameramapping.Parabola.Height;

class StageMeasurementTest {
    /** A quarter pixel a step; the camera is turned by a right angle. */
    private static final double[][] PIXELS = {{0.25, 0}, {0, -0.25}};

    /** A stage that ends somewhere, over a sample whose focus is a bowl. */
    private static final class Bowl implements Terrain {
        private final SyntheticBench bench = new SyntheticBench(3, PIXELS, 0, 0.0008);
        private final Random random = new Random(4);
        private final int[] position = new int[3];
        private final int[] least;
        private final int[] most;
        private final int[] middle;
        private final double curvature;
        private double sideways;

        Bowl(int[] least, int[] most, int[] middle, double curvature) {
            this.least = least;
            this.most = most;
            this.middle = middle;
            this.curvature = curvature;
        }

        @Override
        public int[] position() {
            return position.clone();
        }

        @Override
        public void moveBy(int[] steps) {
            for (int i = 0; i < 3; i++) {
                position[i] += steps[i];
            }
            int x = Math.max(least[0], Math.min(most[0], position[0]));
            int y = Math.max(least[1], Math.min(most[1], position[1]));
            bench.moveTo(new int[] {x, (int) (y + sideways * x), 0});
        }

        @Override
        public void goHome(int[] home) {
            moveBy(new int[] {home[0] - position[0], home[1] - position[1], home[2] - position[2]});
        }

        @Override
        public void focus(int range) {
            double u = position[0] - middle[0];
            double v = position[1] - middle[1];
            position[2] = (int) (curvature * (u * u + v * v) + random.nextInt(3));
        }

        @Override
        public Grey picture() {
            return bench.picture();
        }

        @Override
        public double[] pixelsPerStep(Axis axis) {
            return PIXELS[axis.ordinal()];
        }

        @Override
        public void tell(String message) {}
    }

    @Test
    void theEndsOfTheRangeAreFound() throws Exception {
        int[] least = {-1800, -2200};
        int[] most = {1700, 2300};
        Bowl bowl = new Bowl(least, most, new int[] {0, 0}, 1e-5);
        RangeTest test = new RangeTest(bowl);
        List<Integer> range = test.run();
        int smallX = (int) (RangeTest.SMALL * 154 / 0.25); // x moves the view along its rows
        int smallY = (int) (RangeTest.SMALL * 205 / 0.25);
        // at either end it counts from where the view moves again: up to two small moves inside
        assertEquals(3500, range.get(0), 4 * smallX, "x");
        assertEquals(4500, range.get(1), 4 * smallY, "y");
        assertArrayEquals(new int[] {0, 0}, new int[] {bowl.position[0], bowl.position[1]});
        assertEquals(
                List.of("x_negative", "x_positive", "y_negative", "y_positive"),
                List.copyOf(test.positions().keySet()));
        assertTrue(test.displacements().get("x_positive").size() > 6);
    }

    @Test
    void aStageThatGoesSidewaysIsReported() {
        Bowl bowl = new Bowl(new int[] {-9000, -9000}, new int[] {9000, 9000}, new int[2], 1e-5);
        bowl.sideways = 0.2;
        InvocationError error =
                assertThrows(InvocationError.class, () -> new RangeTest(bowl).run());
        assertTrue(error.getMessage().contains("sideways by 20 %"), error.getMessage());
        assertEquals(0, bowl.position[0], "it went home");
    }

    @Test
    void aStageThatIsStuckAtItsEndIsReported() {
        Bowl bowl = new Bowl(new int[] {-9000, -9000}, new int[] {0, 9000}, new int[2], 1e-5);
        assertThrows(InvocationError.class, () -> new RangeTest(bowl).run());
    }

    @Test
    void theMiddleIsWhereTheFocusTurns() throws Exception {
        int[] far = {90_000, 90_000};
        Bowl bowl = new Bowl(new int[] {-90_000, -90_000}, far, new int[] {2600, -1500}, 2e-5);
        new Recentring(bowl).run();
        assertEquals(2600, bowl.position[0], 120);
        assertEquals(-1500, bowl.position[1], 120);
    }

    @Test
    void aFlatSampleHasNoMiddle() {
        Bowl bowl =
                new Bowl(new int[] {-90_000, -90_000}, new int[] {90_000, 90_000}, new int[2], 0);
        InvocationError error =
                assertThrows(InvocationError.class, () -> new Recentring(bowl).run());
        assertTrue(error.getMessage().contains("does not curve"), error.getMessage());
        assertEquals(0, bowl.position[0], "it went home");
    }

    @Test
    void aParabolaKnowsHowSureItIs() {
        List<Height> exact =
                List.of(
                        new Height(-2000, 41),
                        new Height(-1000, 14),
                        new Height(0, 5),
                        new Height(1000, 14),
                        new Height(3000, 86));
        Parabola found = Parabola.through(exact);
        assertEquals(0, found.vertex(), 1e-6);
        assertEquals(149, found.at(4000), 1e-6);
        assertTrue(found.curves());
        assertFalse(Parabola.through(exact.subList(0, 3)).curves(), "three are no proof");
        assertEquals(32, Parabola.through(exact.subList(0, 2)).at(-1666.6667), 1e-3, "a line");
        assertEquals(41, Parabola.through(exact.subList(0, 1)).at(7), 1e-9);
    }
}
