package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A plain reference of Declarative Services from one Thing to another, in place of a slot. */
class ReferenceIT {
    private static final String CONFIG =
            """
            {"things": {
              "scanner": "lab.scanner.Scanner",
              "stage": "org.labthings.thing.simstage.SimulatedStage"}}
            """;

    @TempDir Path folder;

    private Path scanner() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.scanner",
                        "1.0.0",
                        "Scanner",
                        """
                        package lab.scanner;
                        import org.labthings.api.*;
                        import org.labthings.hardware.Stage;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Scanner implements Thing {
                            private final Stage stage;
                            @Activate
                            public Scanner(@Reference(target = "(thing.name=stage)") Thing stage) {
                                this.stage = (Stage) stage;
                            }
                            @Property public boolean moves() { return stage.position() != null; }
                        }
                        """);
    }

    @Test
    void itWaitsForItsTargetAndFollowsIt() throws Exception {
        Path config = folder.resolve("lab.json");
        Files.writeString(config, CONFIG.replaceAll(",\\s*\"stage\".*\"", ""));
        try (Laboratory lab = Laboratory.openFile(folder, config)) {
            DriverJar.drop(scanner(), lab.plugins(), "scanner.jar");
            String waits =
                    lab.await("/scanner/moves", r -> r.body().contains("(thing.name=stage)"))
                            .body();
            assertTrue(waits.contains("It needs a service that is not there"), waits);

            Files.writeString(config, CONFIG);
            assertEquals("true", lab.await("/scanner/moves", r -> r.statusCode() == 200).body());

            Files.writeString(config, CONFIG.replaceAll(",\\s*\"stage\".*\"", ""));
            lab.await("/scanner/moves", r -> r.body().contains("(thing.name=stage)"));

            Files.writeString(config, CONFIG);
            lab.await("/scanner/moves", r -> r.statusCode() == 200);
        }
    }
}
