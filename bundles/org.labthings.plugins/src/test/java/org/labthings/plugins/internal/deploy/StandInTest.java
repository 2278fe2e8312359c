package org.labthings.plugins.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.internal.FailingActivator;
import org.labthings.plugins.internal.JarMaker;
import org.osgi.framework.Bundle;

/** Plugins in the places of drivers that the distribution brings. */
class StandInTest extends DeploymentFixture {
    private static final String RUNS = "1.0.0 runs";

    /** As the launcher installs it. */
    private Bundle ship(JarMaker jar) throws Exception {
        Path file = jar.header("LabThings-Needed-For", "x.Lamp").to(folder.resolve("shipped.jar"));
        return framework.getBundleContext().installBundle("reference:" + file.toUri());
    }

    private Bundle runShipped() throws Exception {
        Bundle shipped = ship(JarMaker.bundle("lamp", "1"));
        shipped.start();
        assertEquals(List.of(), reconcile());
        return shipped;
    }

    @Test
    void takesItsPlaceAndGivesItBack() throws Exception {
        Bundle shipped = runShipped();
        put("my-lamp.jar", JarMaker.bundle("lamp", "2"));
        assertEquals(
                List.of(
                        "INFO Plugin lamp 2.0.0 runs in place of 1.0.0 of the distribution, from"
                                + " my-lamp.jar"),
                reconcile());
        assertEquals(List.of("stopped lamp", "started lamp"), events);
        assertEquals(Bundle.UNINSTALLED, shipped.getState(), "its classes stay");
        assertEquals("2.0.0 runs", state("lamp"));
        assertEquals(List.of(), reconcile());

        put("my-lamp.jar", JarMaker.bundle("lamp", "3"));
        reconcile();
        assertEquals("3.0.0 runs", state("lamp"));

        offered.clear();
        assertEquals(
                List.of("INFO lamp 1.0.0 of the distribution runs, as no plugin does"),
                reconcile());
        assertEquals(RUNS, state("lamp"));
        assertEquals(shipped.getLocation(), bundle("lamp").getLocation());
        assertEquals(List.of(), reconcile());
    }

    @Test
    void anOlderOneTakesItsPlaceTooAndTheLogSaysSo() throws Exception {
        runShipped();
        put("lamp.jar", JarMaker.bundle("lamp", "0.9"));
        List<String> lines = reconcile();
        assertEquals("0.9.0 runs", state("lamp"));
        assertEquals(
                "WARN lamp 1.0.0 of the distribution is newer than the plugin lamp.jar. Remove that"
                        + " file to have it",
                lines.get(1));
    }

    @Test
    void oneThatDoesNotResolveOrStartDisturbsNothing() throws Exception {
        runShipped();
        put("lamp.jar", JarMaker.bundle("lamp", "2").header("Import-Package", "nowhere"));
        List<String> lines = reconcile();
        assertTrue(lines.get(0).endsWith(". Version 1.0.0 keeps running"), lines.toString());
        assertEquals(List.of(), events);

        put("lamp.jar", JarMaker.bundle("lamp", "2").activator(FailingActivator.class));
        assertEquals(
                List.of(
                        "ERROR Plugin lamp 2.0.0 (lamp.jar) does not run: it does not start:"
                                + " java.lang.IllegalStateException: no licence. Version 1.0.0 runs"
                                + " instead",
                        "INFO lamp 1.0.0 of the distribution runs, as no plugin does"),
                reconcile());
        assertEquals(RUNS, state("lamp"));
        assertEquals(List.of(), reconcile(), "tried again without need");
    }

    @Test
    void oneWhoseThingFailsIsTakenBack() throws Exception {
        runShipped();
        status(ThingState.RUNNING, true);
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        assertTrue(deployment.isOnProbation("lamp"));
        status(ThingState.FAILED, false);
        assertEquals(true, deployment.judge());
        assertTrue(log.news().get(0).endsWith("Version 1.0.0 runs instead."));
        reconcile();
        assertEquals(RUNS, state("lamp"));
        assertEquals(false, deployment.isOnProbation("lamp"), "what was shipped proves nothing");

        bundle("lamp").uninstall();
        ship(JarMaker.bundle("lamp", "1")); // the launcher leaves it to the plugins folder
        statuses = Map.of();
        restart();
        reconcile();
        assertEquals(RUNS, state("lamp"), "a restart forgot what was wrong with the plugin");
        assertEquals(List.of("started lamp"), events);
    }

    private void status(ThingState state, boolean served) {
        statuses =
                Map.of(
                        "bench",
                        new ThingStatus(
                                "bench", state, "so.", null, "c", "lamp", "2", served, List.of(),
                                List.of()));
    }

    @Test
    void atAStartTheShippedOneNeverRuns() throws Exception {
        ship(JarMaker.bundle("lamp", "1"));
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        assertEquals(List.of("started lamp"), events);
        assertEquals("2.0.0 runs", state("lamp"));
        offered.clear();
        reconcile();
        assertEquals(RUNS, state("lamp"));
    }

    @Test
    void atAStartTheShippedOneRunsWhenThePluginCannot() throws Exception {
        ship(JarMaker.bundle("lamp", "1"));
        put("lamp.jar", JarMaker.bundle("lamp", "2").header("Import-Package", "nowhere"));
        reconcile();
        assertEquals(List.of("started lamp"), events);
        assertEquals(RUNS, state("lamp"));
    }

    @Test
    void atAStartTheShippedOneRunsWhenTheFileIsNoPluginAfterAll() throws Exception {
        ship(JarMaker.bundle("lamp", "1"));
        reconcile();
        assertEquals(RUNS, state("lamp"));
        bundle("lamp").stop();
        reconcile();
        assertEquals("1.0.0 idle", state("lamp"), "somebody stopped it");
    }

    @Test
    void aShippedOneThatComesLaterIsTakenAwayAndRemembered() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        Bundle late = ship(JarMaker.bundle("lamp", "1"));
        assertEquals(List.of(), reconcile());
        assertEquals(Bundle.UNINSTALLED, late.getState());
        offered.clear();
        reconcile();
        assertEquals(RUNS, state("lamp"));
    }

    @Test
    void othersThatUseItUseThePlugin() throws Exception {
        Bundle shipped = ship(JarMaker.bundle("lamp", "1").header("Export-Package", "lamp.api"));
        shipped.start();
        put("user.jar", JarMaker.bundle("user", "1").header("Import-Package", "lamp.api"));
        reconcile();
        put("lamp.jar", JarMaker.bundle("lamp", "2").header("Export-Package", "lamp.api"));
        reconcile();
        assertEquals("2.0.0 runs", state("lamp"));
        assertEquals(RUNS, state("user"));
        offered.remove("lamp.jar");
        reconcile();
        assertEquals(RUNS, state("lamp"));
        assertEquals(RUNS, state("user"));
    }

    @Test
    void otherBundlesOfTheServerAndPartsOfShippedOnesAreRefused() throws Exception {
        Path file = JarMaker.bundle("core", "1").to(folder.resolve("core-1.jar"));
        framework.getBundleContext().installBundle("reference:" + file.toUri());
        runShipped();
        put("core.jar", JarMaker.bundle("core", "2"));
        put("part.jar", JarMaker.bundle("part", "1").header("Fragment-Host", "lamp"));
        assertEquals(
                List.of(
                        "ERROR Plugin core 2.0.0 (core.jar) does not run: core is a bundle of the"
                                + " server. Choose another name",
                        "ERROR Plugin part 1.0.0 (part.jar) does not run: it changes lamp, a bundle"
                                + " of the server"),
                reconcile());
    }
}
