package org.labthings.thing.autofocus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.thing.autofocus.StackJudge.Parabola;

class StackJudgeTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'7', SUCCESS",
        "'1 3 2', SUCCESS",
        "'3 2 1', RESTART",
        "'1 2 3', CONTINUE",
        "'1 2 3 4 5', CONTINUE",
        "'1 1 1 1 1', CONTINUE",
        "'5 4 3 2 1', RESTART",
        "'1 4 5 4 1', SUCCESS",
        "'1 2 5 5 5 3 1 0 0', SUCCESS",
        "'0 1 3 6 9 9 8 6 3', SUCCESS",
        "'8 9 8 5 0', RESTART",
        "'0 0 1 3 5 6 5', CONTINUE",
        "'5 1 5 1 5', CONTINUE",
        "'9 8 7 5 6 7 9', CONTINUE",
        "'10 30 60 80 90 80 60 30 10', SUCCESS",
        "'10 40 60 20 90 30 60 40 10', CONTINUE",
    })
    void judges(String sharpness, String expected) {
        double[] values =
                Arrays.stream(sharpness.split(" ")).mapToDouble(Double::parseDouble).toArray();
        String is = StackJudge.judge(values, true).name();
        assertEquals(expected, is);
    }

    @Test
    void turningPointsNeedNotBeChecked() {
        double[] values = {10, 45, 70, 50, 80, 50, 70, 45, 10};
        assertEquals(StackJudge.Verdict.CONTINUE, StackJudge.judge(values, true));
        assertEquals(StackJudge.Verdict.SUCCESS, StackJudge.judge(values, false));
    }

    /** Values by numpy.polyfit([0..5], y, 2, cov=True). */
    @Test
    void fitsAsNumpyDoes() {
        Parabola p = Parabola.fit(new double[] {1, 4, 5, 5.5, 4, 0});
        assertEquals(-0.80357143, p.a(), 1e-7);
        assertEquals(3.88928571, p.b(), 1e-7);
        assertEquals(0.89285714, p.c(), 1e-7);
        assertEquals(0.06536788, p.errorOfA(), 1e-7);
    }
}
