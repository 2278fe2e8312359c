package org.labthings.plugins.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.internal.JarMaker;

/** New versions whose Things do not run. */
class TakingBackTest extends DeploymentFixture {
    private void status(ThingState state, String reason) {
        status(state, state == ThingState.RUNNING, reason);
    }

    private void status(ThingState state, boolean served, String reason) {
        ThingStatus status =
                new ThingStatus(
                        "bench", state, reason, null, "c", "lamp", "2.0.0", served, List.of(),
                        List.of());
        statuses = Map.of("bench", status);
    }

    @Test
    void aReplacementWhoseThingFailsIsTakenBackUntilItsFileChanges() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1"));
        reconcile();
        status(ThingState.RUNNING, "It is served.");
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        status(ThingState.STARTING, "Its open is running.");
        assertEquals(false, deployment.judge(), "it may still open");
        status(ThingState.FAILED, "Its open failed: no laser.");
        assertEquals(true, deployment.judge());
        assertEquals(
                List.of(
                        "ERROR Plugin lamp 2.0.0 (lamp.jar) is taken back: Thing 'bench' ran"
                            + " before, and FAILED. Its open failed: no laser. Version 1.0.0 runs"
                            + " instead."),
                log.news());
        reconcile();
        assertEquals("1.0.0 runs", state("lamp"));
        assertTrue(deployment.remarks().get("lamp").contains("Version 2.0.0 (lamp.jar)"));
        assertEquals(false, deployment.judge(), "what worked before is not on probation");

        bundle("lamp").uninstall();
        statuses = Map.of();
        restart();
        reconcile();
        assertEquals("1.0.0 runs", state("lamp"), "a restart forgot what was wrong with it");

        put("lamp.jar", JarMaker.bundle("lamp", "3"));
        reconcile();
        assertEquals("3.0.0 runs", state("lamp"));
        assertEquals(Map.of(), deployment.remarks());
    }

    @Test
    void anInstrumentThatIsAwayIsNoFaultOfTheReplacement() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1"));
        reconcile();
        status(ThingState.RUNNING, "It is served.");
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        status(ThingState.WAITING, true, "The lamp is unplugged.");
        assertEquals(false, deployment.judge());
        reconcile();
        assertEquals("2.0.0 runs", state("lamp"));

        put("lamp.jar", JarMaker.bundle("lamp", "3")); // and one that waited has something to lose
        reconcile();
        status(ThingState.FAILED, "Its open failed: no lamp.");
        assertEquals(true, deployment.judge());
    }

    @Test
    void theSameFileDroppedAgainIsAnotherAttempt() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1"));
        reconcile();
        status(ThingState.RUNNING, "It is served.");
        Path second = JarMaker.bundle("lamp", "2").to(folder.resolve("lamp.jar"));
        Files.setLastModifiedTime(second, FileTime.fromMillis(1_000_000));
        offered.put("lamp.jar", shelf.take(second));
        reconcile();
        status(ThingState.FAILED, "Its open failed: unplugged.");
        deployment.judge();
        reconcile();
        assertEquals("1.0.0 runs", state("lamp"));

        status(ThingState.RUNNING, "It is served.");
        Files.setLastModifiedTime(second, FileTime.fromMillis(2_000_000));
        offered.put("lamp.jar", shelf.take(second));
        reconcile();
        assertEquals("2.0.0 runs", state("lamp"));
        assertEquals(false, deployment.judge());
    }
}
