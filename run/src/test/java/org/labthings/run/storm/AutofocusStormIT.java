package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.Laboratory;

/**
 * Fast autofocus from anywhere within 1,000 steps of the focus, as slow as the real one. Its short
 * form is that of {@code OpticsIT}.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "labthings.storm", matches = "true")
class AutofocusStormIT {
    private static final int STEPS = 10;

    @TempDir Path folder;

    @Test
    void endsAtTheFocus() throws Exception {
        int starts = Storm.rounds("autofocus", 20, 20);
        try (Laboratory lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                          "camera": "openflexure_microscope_server.things.camera.simulation:SimulatedCamera",
                          "stage": "openflexure_microscope_server.things.stage.dummy:DummyStage",
                          "autofocus": "openflexure_microscope_server.things.autofocus:AutofocusThing"}}
                        """)) {
            Actions actions = new Actions(lab, "");
            Random random = new Random(4);
            int[] ends = new int[starts];
            int good = 0;
            for (int i = 0; i < starts; i++) {
                int z = i == 0 ? -1000 : i == 1 ? 1000 : random.nextInt(2001) - 1000;
                actions.run("/stage/move_absolute", "{\"z\": " + z + "}");
                actions.run("/autofocus/fast_autofocus", "{\"dz\": 2000}");
                ends[i] = actions.get("/stage/position").get("z").asInt();
                good += Math.abs(ends[i]) <= STEPS ? 1 : 0;
            }
            Storm.say(
                    "fast autofocus: %d of %d starts ended within %d steps: %s",
                    good, starts, STEPS, Arrays.toString(ends));
            assertEquals(starts, good, Arrays.toString(ends));
        }
    }
}
