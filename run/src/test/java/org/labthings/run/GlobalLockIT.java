package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** Who holds the server's global lock, and since when, can be seen. */
class GlobalLockIT {
    private static final String CONFIG =
            """
            {"enable_global_lock": true, "things": {
              "counter": "org.labthings.thing.counter.Counter",
              "counter2": "org.labthings.thing.counter.Counter",
              "stage": "org.labthings.thing.simstage.SimulatedStage"}}
            """;

    @TempDir Path folder;

    @Test
    void theStatusNamesTheHolder() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            String free = lab.get("/things/?status").body();
            assertEquals(4, free.split("\"global_lock\":null", -1).length, free);

            String invocation =
                    lab.send(
                                    "POST",
                                    "/counter/slowly_increase",
                                    "{\"increments\":500,\"delay\":0.1}")
                            .body()
                            .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            String held = lab.await("/things/?status", r -> r.body().contains("\"holder\"")).body();
            assertTrue(held.contains("{\"holder\":\"counter.slowly_increase\",\"since\":\""), held);
            assertEquals(3, held.split("\"global_lock\":null", -1).length, held);
            assertEquals(409, lab.send("PUT", "/counter2/step", "2").statusCode());
            assertEquals("completed", outcome(lab, "/stage/stop"), "an emergency needs no lock");
            assertEquals("error", outcome(lab, "/stage/set_zero_position"), "anything else does");

            lab.send("DELETE", "/action_invocations/" + invocation, null);
            lab.await("/things/?status", r -> !r.body().contains("\"holder\""));
            assertEquals(201, lab.send("PUT", "/counter2/step", "2").statusCode());
        }
    }

    private static String outcome(Laboratory lab, String action) throws Exception {
        String started = lab.send("POST", action, "{}").body();
        String id = started.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        return lab.await(
                        "/action_invocations/" + id,
                        r -> !r.body().matches(".*\"status\":\"(pending|running)\".*"))
                .body()
                .replaceAll(".*\"status\":\"([a-z]+)\".*", "$1");
    }
}
