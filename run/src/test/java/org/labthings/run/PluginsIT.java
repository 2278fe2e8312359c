package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** Several versions of a driver, and versions that cannot run. */
class PluginsIT {
    private static final String CONFIG = "{\"things\": {\"lamp\": \"lab.lamp.Lamp\"}}";

    @TempDir Path folder;

    private Path lamp(String version, String... more) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.lamp",
                        version,
                        "Lamp",
                        """
                        package lab.lamp;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Lamp implements Thing {
                            @Property public String version() { return "%s"; }
                        }
                        """
                                .formatted(version),
                        more);
    }

    private static void awaitVersion(Laboratory lab, String version) throws Exception {
        lab.await("/lamp/version", r -> r.body().equals("\"" + version + "\""));
    }

    @Test
    void theHighestVersionInTheFolderRuns() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(lamp("1.9.0"), plugins, "lamp-1.9.jar");
        DriverJar.drop(lamp("1.10.0"), plugins, "lamp-1.10.jar");
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            assertEquals("\"1.10.0\"", lab.get("/lamp/version").body(), "at start");
            Files.delete(plugins.resolve("lamp-1.10.jar"));
            awaitVersion(lab, "1.9.0");
            DriverJar.drop(lamp("2.0.0"), plugins, "lamp-2.jar");
            awaitVersion(lab, "2.0.0");
        }
    }

    @Test
    void aReplacementThatCannotRunDisturbsNothing() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(lamp("1.0.0"), lab.plugins(), "lamp.jar");
            awaitVersion(lab, "1.0.0");
            DriverJar.drop(
                    lamp("2.0.0", "Require-Capability: lab.laser"), lab.plugins(), "lamp.jar");
            lab.awaitLog("lab.lamp 2.0.0 (lamp.jar) does not run: it needs lab.laser");
            assertEquals("\"1.0.0\"", lab.get("/lamp/version").body());
            Files.writeString(lab.plugins().resolve("lamp.jar"), "half a jar");
            lab.awaitLog("lamp.jar is not installed: it is no jar");
            assertEquals("\"1.0.0\"", lab.get("/lamp/version").body());
            DriverJar.drop(lamp("3.0.0"), lab.plugins(), "lamp.jar");
            awaitVersion(lab, "3.0.0");
        }
    }

    @Test
    void itIsThereSoon() throws Exception {
        Path jar = lamp("1.0.0");
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            long dropped = System.nanoTime();
            DriverJar.drop(jar, lab.plugins(), "lamp.jar");
            awaitVersion(lab, "1.0.0");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - dropped);
            System.out.println("Plugin served after " + millis + " ms");
            assertTrue(millis < 10_000, "served only after " + millis + " ms");
        }
    }
}
