package org.labthings.thing.picamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.api.InvocationError;
import org.slf4j.LoggerFactory;

class AutoExposureTest {
    private static final Exposure COLOURS = new Exposure(77, 3, 1.5, 2.5);

    private static Exposure search(FakeScene scene, double target) throws Exception {
        return new AutoExposure(scene::take, 1023, target, 99.9, LoggerFactory.getLogger("thing"))
                .from(COLOURS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 1, 0.05, 0.02, 0.003})
    void theBrightestPixelsHaveTheLevel(double light) throws Exception {
        FakeScene scene = new FakeScene(light);
        Exposure found = search(scene, 400);
        double level = scene.take(found).image().percentile(99.9, 1023);
        assertEquals(400, level, 20);
        assertEquals(1.5, found.red());
        assertEquals(2.5, found.blue());
        // gain is noise: there is none as long as a longer exposure does it
        assertTrue(found.gain() == 1 || found.micros() == FakeScene.LONGEST, found.toString());
    }

    @Test
    void withoutLightItSaysSo() {
        InvocationError error =
                assertThrows(InvocationError.class, () -> search(new FakeScene(0.0001), 400));
        assertTrue(error.getMessage().contains("Is the light on?"), error.getMessage());
        assertTrue(error.getMessage().contains("gain 8.0"), error.getMessage());
    }

    @Test
    void tooMuchLightIsSaid() {
        InvocationError error =
                assertThrows(InvocationError.class, () -> search(new FakeScene(500), 400));
        assertTrue(error.getMessage().contains("Make the light darker"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, 900, Double.NaN})
    void levelsThatProveNothingAreRefused(double target) {
        assertThrows(IllegalArgumentException.class, () -> search(new FakeScene(1), target));
    }
}
