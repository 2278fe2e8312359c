package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Nothing of an upgraded driver stays in memory, whatever of Java or of a library it has used. */
class CollectedDriversIT {
    @TempDir Path folder;

    private static WeakReference<ClassLoader> loader(Laboratory lab, String name) {
        Bundle bundle =
                Arrays.stream(lab.framework().getBundles())
                        .filter(b -> name.equals(b.getSymbolicName()))
                        .findFirst()
                        .orElseThrow();
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    private static void assertCollected(WeakReference<ClassLoader> loader, String whose) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(loader.get(), "the class loader of " + whose + " stays");
    }

    private Path driver(String version, String body) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.spot",
                        version,
                        "Spots",
                        """
                        package lab.spot;
                        import java.util.*;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Spots implements Thing {
                            @Property public String version() { return "%s"; }
                            %s
                        }
                        """
                                .formatted(version, body));
    }

    @Test
    void recordsInAHashSet() throws Exception {
        String config = "{\"things\": {\"spots\": \"lab.spot.Spots\"}}";
        String records =
                """
                record Spot(int x, String name) { }
                @Property public int count() {
                    Set<Spot> set = new HashSet<>(List.of(new Spot(1, "a")));
                    set.add(new Spot(1, "a"));
                    return set.size();
                }
                """;
        try (Laboratory lab = Laboratory.open(folder, config)) {
            DriverJar.drop(driver("1.0.0", ""), lab.plugins(), "spots.jar");
            awaitVersion(lab, "spots", "1.0.0");
            DriverJar.drop(driver("2.0.0", records), lab.plugins(), "spots.jar");
            awaitVersion(lab, "spots", "2.0.0"); // what the platform does at upgrades, it has done
            WeakReference<ClassLoader> loader = loader(lab, "lab.spot");
            assertEquals("1", lab.get("/spots/count").body());
            DriverJar.drop(driver("3.0.0", ""), lab.plugins(), "spots.jar");
            awaitVersion(lab, "spots", "3.0.0");
            assertCollected(loader, "the driver with records");
        }
    }

    private static void awaitVersion(Laboratory lab, String thing, String version)
            throws Exception {
        lab.await("/" + thing + "/version", r -> r.body().equals("\"" + version + "\""));
    }

    @Test
    void serialPorts() throws Exception {
        String name = "org.labthings.thing.sangaboard";
        String config =
                """
                {"things": {"stage": {"class": "org.labthings.thing.sangaboard.SangaboardStage",
                  "kwargs": {"port": "/dev/ttyNone"}}}}
                """;
        Path shipped =
                Path.of(System.getProperty("labthings.home"))
                        .resolve("drivers")
                        .resolve(name + ".jar");
        try (Laboratory lab = Laboratory.open(folder, config)) {
            for (String version : new String[] {"9.0.0", "9.1.0"}) {
                lab.await("/stage/connection", r -> r.body().contains("Is it plugged in?"));
                WeakReference<ClassLoader> loader = loader(lab, name);
                Path jar = DriverJar.restamp(shipped, version, folder.resolve("next.jar"));
                DriverJar.drop(jar, lab.plugins(), "sangaboard.jar");
                lab.await(
                        "/things/?status=stage",
                        r -> r.body().contains("\"" + version + "\",\"served\":true"));
                assertCollected(loader, "the driver before " + version);
            }
        }
    }
}
