package org.labthings.thing.simstage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {
    @ParameterizedTest(name = "{0} steps at {1}/s, {2}/s² take {3} s")
    @CsvSource({
        "1000, 1000, 5000, 1.2", // 0.2 s faster, 0.8 s steady, 0.2 s slower
        "200, 1000, 5000, 0.4", // reaches its speed in the middle, just
        "50, 1000, 5000, 0.2", // never reaches it
        "0, 1000, 5000, 0"
    })
    void takesItsTime(double distance, double speed, double acceleration, double seconds) {
        assertEquals(seconds, new Ramp(distance, speed, acceleration).duration(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "50, 1000", "7, 3"})
    void neverGoesBackNorJumpsNorExceedsItsSpeed(double distance, double speed) {
        Ramp ramp = new Ramp(distance, speed, 5000);
        double step = ramp.duration() / 1000;
        double before = 0;
        for (int i = 1; i <= 1000; i++) {
            double now = ramp.fraction(i * step);
            double way = (now - before) * distance;
            assertTrue(way >= -1e-9, "back at " + i);
            assertTrue(way <= speed * step + 1e-9, "too fast at " + i);
            before = now;
        }
        assertEquals(1, before, 1e-9);
    }

    @Test
    void isHalfWayAtHalfTime() {
        Ramp ramp = new Ramp(1000, 1000, 5000);
        assertEquals(0.5, ramp.fraction(ramp.duration() / 2), 1e-9);
        assertEquals(0, ramp.fraction(-1));
        assertEquals(1, ramp.fraction(5));
    }
}
