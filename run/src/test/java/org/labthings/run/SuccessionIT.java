package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A new version is constructed while the old one still runs, and takes over from it. */
class SuccessionIT {
    private static final String CONFIG = "{\"things\": {\"lamp\": \"lab.heir.Lamp\"}}";
    private static final String EVENTS = "lab.heir.events";

    @TempDir Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(EVENTS);
    }

    private Path lamp(String version, String constructor) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.heir",
                        version,
                        "Lamp",
                        """
                        package lab.heir;
                        import java.nio.file.*;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Lamp implements Thing {
                            public final DataSetting<Integer> hours = DataSetting.of(0);
                            private final Path events = Path.of(System.getProperty("lab.heir.events"));
                            @Activate public Lamp() throws Exception { say("is made"); %s }
                            @Deactivate public void end() { say("is gone"); }
                            @Override public void open(ThingContext context) { say("opens"); }
                            @Override public void close() { say("closes"); hours.set(hours.get() + 1); }
                            @Property public String version() { return "%s"; }
                            private void say(String what) {
                                try {
                                    Files.writeString(events, "%s " + what + "\\n",
                                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }
                        }
                        """
                                .formatted(constructor, version, version));
    }

    private List<String> upgrade(String constructor) throws Exception {
        Path events = folder.resolve("events");
        System.setProperty(EVENTS, events.toString());
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(lamp("1.0.0", ""), lab.plugins(), "lamp.jar");
            lab.await("/lamp/version", r -> r.body().equals("\"1.0.0\""));
            assertEquals(201, lab.send("PUT", "/lamp/hours", "7").statusCode());
            DriverJar.drop(lamp("2.0.0", constructor), lab.plugins(), "lamp.jar");
            lab.await("/lamp/version", r -> r.body().equals("\"2.0.0\""));
            assertEquals("8", lab.get("/lamp/hours").body(), "what close of the old one has set");
            String served = "\"reason\":\"It is served.\",\"since\"";
            lab.await("/things/?status", r -> r.body().contains(served));
            assertEquals(201, lab.send("PUT", "/lamp/hours", "20").statusCode());
            return Files.readAllLines(events);
        }
    }

    @Test
    void itIsMadeBesideTheOldOneAndOpenedAfterIt() throws Exception {
        assertEquals(
                List.of(
                        "1.0.0 is made",
                        "1.0.0 opens",
                        "2.0.0 is made",
                        "1.0.0 closes",
                        "1.0.0 is gone",
                        "2.0.0 opens"),
                upgrade(""));
        try (Laboratory again = Laboratory.open(folder, CONFIG)) {
            assertEquals("21", again.await("/lamp/hours", r -> r.statusCode() == 200).body());
        }
    }

    /** It wants what the old one holds until it is closed. */
    @Test
    void oneThatCannotBeMadeBesideTheOldOneIsMadeAfterIt() throws Exception {
        List<String> events =
                upgrade(
                        "if (!Files.readString(events).contains(\"is gone\")) {"
                                + " throw new IllegalStateException(\"in use\"); }");
        assertEquals(
                List.of("1.0.0 is gone", "2.0.0 is made", "2.0.0 opens"),
                events.subList(events.size() - 3, events.size()));
    }
}
