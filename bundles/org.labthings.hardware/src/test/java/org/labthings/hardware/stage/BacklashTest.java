package org.labthings.hardware.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.hardware.BacklashCompensation;

class BacklashTest {
    private final Backlash backlash = new Backlash();

    @ParameterizedTest(name = "b={0}, m={1}, slack {2}: {3}")
    @CsvSource({
        "0, -1, 200, '-201, 200'",
        "0, 1, 200, '-199, 200'",
        "1, 1, 200, '1'",
        "0.7, 100, 200, '100'",
        "0.3, 100, 200, '-100, 200'",
        "0, -300, -150, '-300'",
        "0, 300, -150, '450, -150'",
        "0, 5, 0, '5'"
    })
    void movesOfOneAxis(double engaged, int move, int slack, String expected) {
        Map<String, Integer> slacks = Map.of("x", slack);
        backlash.moved(Map.of("x", (int) Math.round(engaged * slack)), slacks);
        List<String> parts =
                backlash
                        .plan(Map.of("x", move), slacks, BacklashCompensation.MOVEMENT_AXES)
                        .stream()
                        .map(p -> p.get("x").toString())
                        .toList();
        assertEquals(expected, String.join(", ", parts));
    }

    @Test
    void allAxesCorrectsThoseThatStay() {
        Map<String, Integer> slack = Map.of("x", 200, "y", 100, "z", 0);
        Map<String, Integer> move = Map.of("x", 10, "y", 0, "z", 0);
        assertEquals(
                List.of(Map.of("x", -190, "y", -100, "z", 0), Map.of("x", 200, "y", 100)),
                backlash.plan(move, slack, BacklashCompensation.ALL_AXES));
        assertEquals(
                List.of(Map.of("x", -190, "y", 0, "z", 0), Map.of("x", 200)),
                backlash.plan(move, slack, BacklashCompensation.MOVEMENT_AXES));
        assertEquals(
                List.of(Map.of("x", -190, "y", -100, "z", 0), Map.of("x", 200, "y", 100)),
                backlash.plan(move, slack, BacklashCompensation.XY_ONLY));
        assertEquals(List.of(move), backlash.plan(move, slack, BacklashCompensation.Z_ONLY));
    }

    @Test
    void engagementStaysBetweenItsEnds() {
        Map<String, Integer> slack = Map.of("x", 200);
        backlash.moved(Map.of("x", 1000), slack);
        assertEquals(1, backlash.engaged("x"));
        backlash.moved(Map.of("x", -50), slack);
        assertEquals(0.75, backlash.engaged("x"), 1e-12);
        backlash.moved(Map.of("x", -1000), slack);
        assertEquals(0, backlash.engaged("x"));
    }
}
