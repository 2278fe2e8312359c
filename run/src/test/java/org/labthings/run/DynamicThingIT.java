package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A Thing that describes its members is served like any other. */
class DynamicThingIT {
    @TempDir Path folder;

    private Path supply() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.supply",
                        "1.0.0",
                        "Supply",
                        """
                        package lab.supply;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Supply implements DynamicThing {
                            private final Affordances affordances = new Affordances().title("Supply");
                            private volatile Object volts = 1.0;
                            public Supply() {
                                DynamicProperty voltage = affordances.property("voltage").observable();
                                voltage.schema("{\\"type\\": \\"number\\", \\"maximum\\": 30, \\"unit\\": \\"V\\"}")
                                        .readBy(() -> volts)
                                        .writtenBy(v -> { volts = v; voltage.changed(v); });
                                affordances.action("ramp")
                                        .input("{\\"type\\": \\"object\\", \\"properties\\": {\\"to\\": {\\"type\\": \\"number\\"}}, \\"required\\": [\\"to\\"]}")
                                        .output("{\\"type\\": \\"number\\"}")
                                        .does(a -> volts = a.get("to"));
                                affordances.event("tripped").data("{\\"type\\": \\"string\\"}");
                            }
                            @Override public Affordances affordances() { return affordances; }
                        }
                        """);
    }

    @Test
    void itsMembersAreRoutesAndAreDescribed() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(supply(), plugins, "supply.jar");
        String config = "{\"things\": {\"supply\": {\"class\": \"lab.supply.Supply\"}}}";
        try (Laboratory lab = Laboratory.open(folder, config)) {
            assertEquals("1.0", lab.get("/supply/voltage").body());
            assertEquals(201, lab.send("PUT", "/supply/voltage", "12").statusCode());
            assertEquals("12.0", lab.get("/supply/voltage").body());
            assertEquals(422, lab.send("PUT", "/supply/voltage", "31").statusCode());
            assertEquals(422, lab.send("POST", "/supply/ramp", "{}").statusCode());
            assertEquals(201, lab.send("POST", "/supply/ramp", "{\"to\": 3}").statusCode());
            lab.await("/supply/voltage", r -> r.body().equals("3.0"));
            String td = lab.get("/supply/").body();
            assertTrue(td.contains("\"unit\":\"V\"") && td.contains("\"observable\":true"), td);
            assertTrue(td.contains("\"title\":\"Supply\"") && td.contains("\"tripped\""), td);
            assertEquals(200, lab.get("/openapi.json").statusCode());
        }
    }
}
