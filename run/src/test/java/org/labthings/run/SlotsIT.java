package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A slot that is typed by a capability is refilled while its Thing runs. */
class SlotsIT {
    private static final String STAGE = "\"org.labthings.thing.simstage.SimulatedStage\"";

    @TempDir Path folder;

    private Path config(String more) throws Exception {
        Path fresh =
                Files.writeString(
                        folder.resolve("lab.json.new"),
                        """
                        {"things": {
                          "user": {"class": "lab.user.User", "thing_slots": {"typo": "x"}}
                          %s}}
                        """
                                .formatted(more));
        return Files.move(
                fresh,
                folder.resolve("lab.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Path user() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.user",
                        "1.0.0",
                        "User",
                        """
                        package lab.user;
                        import org.labthings.api.*;
                        import org.labthings.hardware.Stage;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class User implements Thing {
                            private final ThingSlot<Stage> stage = ThingSlot.optional(Stage.class);
                            private int opened;
                            @Override public void open(ThingContext context) { opened++; }
                            @Property public int opened() { return opened; }
                            @Property public String stageName() { return stage.thingName().orElse("none"); }
                            @Property public boolean moves() { return stage.get().position() != null; }
                        }
                        """);
    }

    private static void stageIs(Laboratory lab, String name) throws Exception {
        lab.await("/user/stage_name", r -> r.body().equals("\"" + name + "\""));
    }

    @Test
    void itFollowsWhatIsThere() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(user(), plugins, "user.jar");
        try (Laboratory lab = Laboratory.openFile(folder, config(""))) {
            lab.awaitLog("Slot 'typo' is configured but not declared");
            stageIs(lab, "none");
            String empty = lab.get("/user/moves").body();
            assertTrue(empty.contains("Slot 'user.stage' looks for a Stage"), empty);
            assertTrue(empty.contains("Of its type there is: []"), empty);

            config(", \"simulated\": " + STAGE);
            stageIs(lab, "simulated");
            assertEquals("true", lab.get("/user/moves").body());

            config(", \"real\": " + STAGE);
            stageIs(lab, "real");
            assertEquals("true", lab.get("/user/moves").body());
            assertEquals("1", lab.get("/user/opened").body(), "it was restarted for that");

            config(", \"real\": " + STAGE + ", \"second\": " + STAGE);
            lab.await(
                    "/user/opened",
                    r -> r.statusCode() == 503 && r.body().contains("multiple Things"));
            config(", \"second\": " + STAGE);
            stageIs(lab, "second");
        }
    }
}
