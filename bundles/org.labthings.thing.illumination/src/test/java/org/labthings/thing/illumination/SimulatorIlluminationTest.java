package org.labthings.thing.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationThread;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingSlotError;
import org.labthings.hardware.Illuminated;

@Timeout(60)
class SimulatorIlluminationTest {
    private final List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
    private final SimulatorIllumination light = new SimulatorIllumination();

    @BeforeEach
    void connect() {
        light.camera.fill(
                new ThingSlot.Filler() {
                    @Override
                    public Map<String, Object> things() {
                        Illuminated lamp = seen::add;
                        return Map.of("camera", lamp);
                    }

                    @Override
                    public String explanation() {
                        return "a camera";
                    }
                });
    }

    @Test
    void theCameraSeesTheLight() {
        light.setLed(false);
        light.setLed(true);
        assertEquals(List.of(false, true), seen);
    }

    @Test
    void itFlashesAndIsOnAfterwards() throws Exception {
        light.flash(2, 0.001);
        assertEquals(List.of(false, true, false, true, true), seen);
    }

    @Test
    void cancelledWhileItFlashesItIsOn() throws Exception {
        InvocationThread<Void> flashing =
                new InvocationThread<>(
                        () -> {
                            light.flash(1_000_000, 3600);
                            return null;
                        });
        flashing.start();
        while (seen.isEmpty()) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        flashing.cancel();
        flashing.joinAndPropagateCancel(java.time.Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, flashing.exception());
        assertEquals(List.of(false, true), seen);
    }

    @Test
    void withoutACameraItSaysSo() {
        assertThrows(ThingSlotError.class, () -> new SimulatorIllumination().setLed(true));
    }
}
