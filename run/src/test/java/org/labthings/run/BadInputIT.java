package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** Bad drivers and bad requests: each gets a clear message, and nothing else is disturbed. */
class BadInputIT {
    private static final String CONFIG =
            """
            {"things": {
              "counter": "org.labthings.thing.counter.Counter",
              "bad": "lab.bad.Bad"}}
            """;

    @TempDir Path folder;

    private Path driver(String version, String constructor, String open, String... more)
            throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.bad",
                        version,
                        "Bad",
                        """
                        package lab.bad;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Bad implements Thing {
                            @Activate public Bad() { %s }
                            @Override public void open(ThingContext context) { %s }
                            @Property public int answer() { return 42; }
                        }
                        """
                                .formatted(constructor, open),
                        more);
    }

    private static Predicate<HttpResponse<String>> says(String... facts) {
        return r -> {
            for (String fact : facts) {
                if (!r.body().contains(fact)) {
                    return false;
                }
            }
            return true;
        };
    }

    private void logSays(Laboratory lab, String... facts) throws Exception {
        Path logs = folder.resolve("data").resolve("logs");
        lab.await(
                "/things/",
                r -> {
                    try (var files = Files.walk(logs)) {
                        for (Path p : files.filter(Files::isRegularFile).toList()) {
                            for (String line : Files.readAllLines(p)) {
                                if (Stream.of(facts).allMatch(line::contains)) {
                                    return true;
                                }
                            }
                        }
                        return false;
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    @Test
    void aThingThatFailsSaysWhyAndANewVersionRepairsIt() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            String broken = "if (true) throw new IllegalStateException(\"no laser\");";
            DriverJar.drop(driver("1.0.0", broken, ""), lab.plugins(), "bad.jar");
            HttpResponse<String> r = lab.await("/bad/answer", says("no laser"));
            assertEquals(503, r.statusCode());
            assertTrue(r.body().contains("constructor"), r.body());

            DriverJar.drop(driver("1.1.0", "", broken), lab.plugins(), "bad.jar");
            lab.await("/things/?status", says("no laser", "open failed", "failed"));

            DriverJar.drop(driver("1.2.0", "", ""), lab.plugins(), "bad.jar");
            assertEquals("42", lab.await("/bad/answer", a -> a.statusCode() == 200).body());
            assertEquals("0", lab.get("/counter/counter").body());
        }
    }

    @Test
    void aJarThatIsNoBundleOrCannotBeResolvedIsNamed() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            Files.writeString(lab.plugins().resolve("notes.jar"), "not a jar");
            logSays(lab, "notes.jar");
            DriverJar.drop(
                    driver("1.0.0", "", "", "Require-Capability: lab.missing"),
                    lab.plugins(),
                    "unresolved.jar");
            logSays(lab, "unresolved.jar", "lab.missing");
            assertEquals(503, lab.get("/bad/answer").statusCode());
            assertEquals("0", lab.get("/counter/counter").body());
        }
    }

    @Test
    void badRequestsAreExplained() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            HttpResponse<String> malformed = lab.send("PUT", "/counter/step", "{\"a\":");
            assertEquals(422, malformed.statusCode());
            assertTrue(malformed.body().contains("json_invalid"), malformed.body());
            HttpResponse<String> large =
                    lab.send("PUT", "/counter/step", "\"" + "x".repeat(64 << 20) + "\"");
            assertEquals(413, large.statusCode());
            assertTrue(large.body().startsWith("{\"detail\""), large.body());
            HttpResponse<String> outside = lab.send("PUT", "/counter/step", "0");
            assertEquals(422, outside.statusCode());
            assertFalse(outside.body().contains("Exception"), outside.body());
            assertEquals("1", lab.get("/counter/step").body());
        }
    }
}
