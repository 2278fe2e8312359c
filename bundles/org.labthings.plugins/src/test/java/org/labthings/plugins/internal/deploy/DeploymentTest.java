package org.labthings.plugins.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labthings.plugins.internal.FailingActivator;
import org.labthings.plugins.internal.JarMaker;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What the folder says, and what the framework does, in a real framework. */
class DeploymentTest extends DeploymentFixture {
    @Test
    void installsUpgradesRollsBackAndRemoves() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1"));
        assertEquals(List.of("INFO Plugin lamp 1.0.0 started, from lamp.jar"), reconcile());
        Bundle lamp = bundle("lamp");
        Object wiring = lamp.adapt(BundleWiring.class);
        assertEquals(List.of(), reconcile());
        assertSame(wiring, lamp.adapt(BundleWiring.class), "an unchanged folder changed it");

        put("lamp-2.jar", JarMaker.bundle("lamp", "2"));
        assertEquals(
                List.of(
                        "INFO Plugin lamp 1.0.0 (lamp.jar) is not used: version 2.0.0 from"
                                + " lamp-2.jar runs",
                        "INFO Plugin lamp 2.0.0 runs in place of 1.0.0, from lamp-2.jar"),
                reconcile());
        assertEquals(Bundle.UNINSTALLED, lamp.getState(), "the old version is still there");
        assertEquals(List.of("stopped lamp", "started lamp"), events);

        offered.remove("lamp-2.jar");
        assertEquals(
                List.of("INFO Plugin lamp 1.0.0 runs in place of 2.0.0, from lamp.jar"),
                reconcile());
        assertEquals("1.0.0 runs", state("lamp"));

        offered.clear();
        assertEquals(List.of("INFO Plugin lamp 1.0.0 removed"), reconcile());
        assertEquals("absent", state("lamp"));
        try (Stream<Path> left = Files.walk(folder.resolve("good"))) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void pluginsOfOneBatchCanDependOnEachOther() throws Exception {
        put("a-driver.jar", JarMaker.bundle("driver", "1").header("Import-Package", "lib.api"));
        put("b-lib.jar", JarMaker.bundle("lib", "1").header("Export-Package", "lib.api"));
        assertEquals(2, reconcile().size());
        assertEquals("1.0.0 runs", state("driver"));
    }

    @Test
    void aDriverWaitsForWhatItNeeds() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1").header("Import-Package", "lib.api"));
        assertEquals(
                List.of(
                        "ERROR Plugin driver 1.0.0 (driver.jar) does not run: it needs the package"
                            + " lib.api, which no installed bundle provides. Put a bundle that does"
                            + " into the same folder, or build the plugin for this server"),
                reconcile());
        assertEquals(List.of(), reconcile(), "said twice");
        put("lib.jar", JarMaker.bundle("lib", "1").header("Export-Package", "lib.api"));
        assertEquals(2, reconcile().size());
        assertEquals("1.0.0 runs", state("driver"));
    }

    @Test
    void aWrongVersionOfAPackageIsNamed() throws Exception {
        put(
                "driver.jar",
                JarMaker.bundle("driver", "1")
                        .header("Import-Package", "org.osgi.framework;version=\"[7,8)\""));
        List<String> lines = reconcile();
        assertTrue(
                lines.get(0)
                        .contains(
                                "it needs the package org.osgi.framework [7.0.0,8.0.0) (there is"
                                        + " 1.10"),
                lines.get(0));
    }

    @Test
    void aReplacementThatDoesNotResolveDisturbsNothing() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1"));
        reconcile();
        put("driver.jar", JarMaker.bundle("driver", "2").header("Import-Package", "lib.api"));
        List<String> lines = reconcile();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).endsWith(". Version 1.0.0 keeps running"), lines.get(0));
        assertEquals(List.of(), events);
        assertEquals("1.0.0 runs", state("driver"));

        put("lib.jar", JarMaker.bundle("lib", "1").header("Export-Package", "lib.api"));
        reconcile();
        assertEquals("2.0.0 runs", state("driver"));
    }

    @Test
    void whatABundleHasStoredStaysWithIt() throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1"));
        reconcile();
        Bundle lamp = bundle("lamp");
        Path kept = lamp.getDataFile("kept").toPath();
        Files.writeString(kept, "hours");
        put("lamp.jar", JarMaker.bundle("lamp", "2"));
        reconcile();
        assertEquals("2.0.0 runs", state("lamp"));
        assertSame(lamp, bundle("lamp"), "another bundle has another storage");
        assertEquals("hours", Files.readString(lamp.getDataFile("kept").toPath()));
    }

    @Test
    void aReplacementThatDoesNotStartIsUndone() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1"));
        reconcile();
        put("driver.jar", JarMaker.bundle("driver", "2").activator(FailingActivator.class));
        assertEquals(
                List.of(
                        "ERROR Plugin driver 2.0.0 (driver.jar) does not run: it does not start:"
                                + " java.lang.IllegalStateException: no licence. Version 1.0.0 runs"
                                + " instead",
                        "INFO Plugin driver 1.0.0 runs in place of 2.0.0, from driver.jar"),
                reconcile());
        assertEquals("1.0.0 runs", state("driver"));
        assertEquals(List.of(), reconcile(), "tried again without need");
        assertEquals(List.of(), events);

        put("driver.jar", JarMaker.bundle("driver", "3"));
        reconcile();
        assertEquals("3.0.0 runs", state("driver"));
    }

    @Test
    void whatRanLastRunsAfterARestartToo() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1"));
        reconcile();
        bundle("driver").uninstall();
        restart();
        put("driver.jar", JarMaker.bundle("driver", "2").activator(FailingActivator.class));
        reconcile();
        assertEquals("1.0.0 runs", state("driver"));
    }

    @Test
    void aFirstVersionThatDoesNotStartIsReportedOnce() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1").activator(FailingActivator.class));
        assertEquals(
                List.of(
                        "ERROR Plugin driver 1.0.0 (driver.jar) does not run: it does not start:"
                                + " java.lang.IllegalStateException: no licence"),
                reconcile());
        assertEquals(List.of(), reconcile());
        put("driver.jar", JarMaker.bundle("driver", "1").header("Comment", "mended"));
        reconcile();
        assertEquals("1.0.0 runs", state("driver"));
    }

    @Test
    void aBundleOfTheServerCannotBeReplaced() throws Exception {
        String system = framework.getSymbolicName();
        put("evil.jar", JarMaker.bundle(system, "99"));
        put("part.jar", JarMaker.bundle("part", "1").header("Fragment-Host", system));
        assertEquals(
                List.of(
                        "ERROR Plugin "
                                + system
                                + " 99.0.0 (evil.jar) does not run: "
                                + system
                                + " is a bundle of the server. Choose another name",
                        "ERROR Plugin part 1.0.0 (part.jar) does not run: it changes "
                                + system
                                + ", a bundle of the server"),
                reconcile());
        assertEquals(1, framework.getBundleContext().getBundles().length);
    }

    @Test
    void aFragmentBecomesPartOfAnotherPlugin() throws Exception {
        put("host.jar", JarMaker.bundle("host", "1"));
        reconcile();
        put("part.jar", JarMaker.bundle("part", "1").header("Fragment-Host", "host"));
        reconcile();
        assertNotNull(bundle("host").adapt(BundleWiring.class).getProvidedWires(null));
        assertEquals(
                1,
                bundle("host")
                        .adapt(BundleWiring.class)
                        .getProvidedWires("osgi.wiring.host")
                        .size());
        assertEquals("1.0.0 runs", state("host"));
    }

    @Test
    void othersAreNotDisturbed() throws Exception {
        put("camera.jar", JarMaker.bundle("camera", "1"));
        put("stage.jar", JarMaker.bundle("stage", "1"));
        reconcile();
        put("stage.jar", JarMaker.bundle("stage", "1").header("Comment", "same version, new jar"));
        put("broken.jar", JarMaker.bundle("broken", "1").activator(FailingActivator.class));
        reconcile();
        events.remove("stopped broken"); // it never ran
        assertEquals(List.of("stopped stage", "started stage"), events);
    }

    @Test
    void whatSomebodyStoppedByHandStaysStopped() throws Exception {
        put("camera.jar", JarMaker.bundle("camera", "1"));
        reconcile();
        bundle("camera").stop();
        put("stage.jar", JarMaker.bundle("stage", "1"));
        reconcile();
        assertEquals("1.0.0 idle", state("camera"));
        assertEquals("1.0.0 runs", state("stage"));
    }

    @Test
    void aSingletonIsUpgradedToo() throws Exception {
        put("driver.jar", JarMaker.bundle("driver;singleton:=true", "1"));
        reconcile();
        put("driver.jar", JarMaker.bundle("driver;singleton:=true", "2"));
        reconcile();
        assertEquals("2.0.0 runs", state("driver"));
        put(
                "driver.jar",
                JarMaker.bundle("driver;singleton:=true", "3").header("Import-Package", "nowhere"));
        reconcile();
        assertEquals("2.0.0 runs", state("driver"));
    }

    @Test
    void aLibraryIsUpgradedUnderItsUser() throws Exception {
        put("driver.jar", JarMaker.bundle("driver", "1").header("Import-Package", "lib.api"));
        put("lib.jar", JarMaker.bundle("lib", "1").header("Export-Package", "lib.api"));
        reconcile();
        put("lib.jar", JarMaker.bundle("lib", "2").header("Export-Package", "lib.api"));
        reconcile();
        assertEquals("1.0.0 runs", state("driver"));
        assertEquals("2.0.0 runs", state("lib"));
        BundleWiring user = bundle("driver").adapt(BundleWiring.class);
        assertEquals(
                "2.0.0",
                user.getRequiredWires("osgi.wiring.package")
                        .get(0)
                        .getProvider()
                        .getVersion()
                        .toString());
    }
}
