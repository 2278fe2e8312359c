package org.example.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.labthings.testing.LabThingsServer;
import org.labthings.testing.Laboratory;

/** The driver as a bundle, in the server that people run, with its simulated stage. */
@LabThingsServer(config = "lab.json")
class ScannerInServerTest {
    @Test
    void describesItself(Laboratory lab) throws Exception {
        String description = lab.get("/scanner/").body();
        assertTrue(description.contains("\"title\":\"Scanner\""), description);
        assertTrue(description.contains("Scans along one axis"), description);
        assertTrue(description.contains("Signal of the detector now"), description);
    }

    @Test
    void scansWithTheStageOfAnotherBundle(Laboratory lab, URI base) throws Exception {
        HttpResponse<String> started =
                lab.send("POST", "/scanner/scan", "{\"points\": 3, \"step\": 250}");
        assertEquals(201, started.statusCode(), started.body());
        String id = started.body().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        lab.await(
                base.resolve("/action_invocations/" + id).getPath(),
                answer -> answer.body().contains("\"output\":[0,62,1000]"));
    }

    @Test
    void keepsItsSetting(Laboratory lab) throws Exception {
        assertEquals(201, lab.send("PUT", "/scanner/averages", "9").statusCode());
        assertEquals("9", lab.get("/scanner/averages").body());
    }
}
