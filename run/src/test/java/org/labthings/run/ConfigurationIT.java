package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** The configuration file is edited while the server runs. */
class ConfigurationIT {
    private static final String COUNTER = "\"org.labthings.thing.counter.Counter\"";

    @TempDir Path folder;

    private void write(String things) throws Exception {
        Path fresh = Files.writeString(folder.resolve("lab.json.new"), "{\"things\": {" + things);
        Files.writeString(fresh, "{\"things\": {" + things + "}}");
        Files.move(
                fresh,
                folder.resolve("lab.json"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String counter(int start) {
        return "{\"class\": " + COUNTER + ", \"kwargs\": {\"start\": " + start + "}}";
    }

    @Test
    void exactlyWhatIsEditedChanges() throws Exception {
        write("\"a\": " + COUNTER + ", \"b\": " + counter(5));
        try (Laboratory lab = Laboratory.openFile(folder, folder.resolve("lab.json"))) {
            assertEquals("5", lab.get("/b/counter").body());
            lab.send("POST", "/a/increment", "{}");
            lab.await("/a/counter", r -> r.body().equals("1"));

            write("\"a\": " + COUNTER + ", \"new\": " + COUNTER + ", \"b\": " + counter(7));
            lab.await("/b/counter", r -> r.body().equals("7"));
            lab.await("/new/counter", r -> r.body().equals("0"));
            assertEquals("1", lab.get("/a/counter").body(), "a Thing that nobody edited restarted");

            write("\"a b\": " + COUNTER);
            lab.awaitLog("The changed configuration is not used");
            lab.awaitLog("things.a b: The name");
            assertEquals("7", lab.get("/b/counter").body());

            write("\"a\": " + COUNTER);
            lab.await("/b/counter", r -> r.statusCode() == 404);
            assertEquals("1", lab.get("/a/counter").body());
        }
    }
}
