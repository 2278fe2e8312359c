package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A new version whose Thing does not come up: the one that worked comes back by itself. */
class RollbackIT {
    private static final String CONFIG = "{\"things\": {\"lamp\": \"lab.lamp.Lamp\"}}";
    private static final String FAILS = "throw new IllegalStateException(\"no laser\");";
    private static final String BLOCKS = "Thread.sleep(600_000);";

    @TempDir Path folder;

    @AfterEach
    void defaults() {
        System.clearProperty("labthings.rollback");
        System.clearProperty("labthings.rollback.deadline");
    }

    private Path lamp(String version, String constructor, String open) throws Exception {
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
                            public final DataSetting<Integer> level = DataSetting.of(1);
                            @Activate public Lamp() { %s }
                            @Override public void open(ThingContext context) throws Exception { %s }
                            @Property public String version() { return "%s"; }
                        }
                        """
                                .formatted(
                                        constructor.isEmpty() ? "" : "if (true) " + constructor,
                                        open.isEmpty() ? "" : "if (true) " + open,
                                        version));
    }

    private void works(Laboratory lab) throws Exception {
        DriverJar.drop(lamp("1.0.0", "", ""), lab.plugins(), "lamp.jar");
        version(lab, "1.0.0");
        assertEquals(201, lab.send("PUT", "/lamp/level", "7").statusCode());
    }

    private static void version(Laboratory lab, String version) throws Exception {
        lab.await("/lamp/version", r -> r.body().equals("\"" + version + "\""));
    }

    private void isTakenBack(String constructor, String open, String... reason) throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            works(lab);
            Path bad = lamp("2.0.0", constructor, open);
            DriverJar.drop(bad, lab.plugins(), "lamp.jar");
            lab.awaitLog("Plugin lab.lamp 2.0.0 (lamp.jar) is taken back: Thing 'lamp' ran before");
            lab.awaitLog("Version 1.0.0 runs instead.");
            version(lab, "1.0.0");
            assertEquals("7", lab.get("/lamp/level").body(), "its settings came back with it");
            String status =
                    lab.await("/things/?status", r -> r.body().contains("was taken back")).body();
            assertTrue(status.contains("Version 2.0.0 (lamp.jar) was taken back"), status);
            for (String part : reason) {
                assertTrue(status.contains(part), status);
            }
            assertEquals(
                    -1, Files.mismatch(bad, lab.plugins().resolve("lamp.jar")), "the file stays");
        }
        try (Laboratory again = Laboratory.open(folder, CONFIG)) {
            assertEquals("\"1.0.0\"", again.get("/lamp/version").body(), "after a restart");
            again.await("/things/?status", r -> r.body().contains("was taken back"));
            DriverJar.drop(lamp("3.0.0", "", ""), again.plugins(), "lamp.jar");
            version(again, "3.0.0");
            String clean = "\"reason\":\"It is served.\",\"since\"";
            again.await("/things/?status", r -> r.body().contains(clean));
        }
    }

    @Test
    void anOpenThatFails() throws Exception {
        isTakenBack("", FAILS, "no laser", "Its open failed");
    }

    @Test
    void aConstructorThatFails() throws Exception {
        isTakenBack(FAILS, "", "no laser", "Its constructor failed");
    }

    @Test
    void anOpenThatDoesNotReturn() throws Exception {
        System.setProperty("labthings.rollback.deadline", "500");
        isTakenBack("", BLOCKS, "is STARTING after 500 ms", "Its open is running");
    }

    @Test
    void whoWantsToSeeTheFailureTurnsItOff() throws Exception {
        System.setProperty("labthings.rollback", "false");
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            works(lab);
            DriverJar.drop(lamp("2.0.0", "", FAILS), lab.plugins(), "lamp.jar");
            lab.await("/lamp/version", r -> r.body().contains("no laser"));
            DriverJar.drop(lamp("1.0.0", "", ""), lab.plugins(), "lamp.jar");
            version(lab, "1.0.0");
            assertEquals("7", lab.get("/lamp/level").body());
        }
    }
}
