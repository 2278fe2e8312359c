package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** The configuration file is edited while the server runs. */
class ConfigurationIT {
    private static final String COUNTER = "\"org.labthings.thing.counter.Counter\"";

    @TempDir Path folder;

    private void write(String things) throws Exception {
        write(things, "{}");
    }

    private void write(String things, String http) throws Exception {
        String text = "{\"things\": {" + things + "}, \"http\": " + http + "}";
        Path fresh = Files.writeString(folder.resolve("lab.json.new"), text);
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

    /** Asks again and again: on the way to other limits the port is closed for a moment. */
    private static void awaitAccepted(Laboratory lab, String body) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        String last = "";
        while (System.nanoTime() < end) {
            try {
                int status = lab.send("PUT", "/a/step", body).statusCode();
                if (status == 201) {
                    return;
                }
                last = "status " + status;
            } catch (IOException e) {
                last = e.toString();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("The new limit is not obeyed: " + last);
    }

    @Test
    void limitsOfTheHttpServerAreObeyedAndFollowed() throws Exception {
        write("\"a\": " + COUNTER, "{\"max_body_size\": 1024}");
        try (Laboratory lab = Laboratory.openFile(folder, folder.resolve("lab.json"))) {
            String large = " ".repeat(2000) + "5";
            assertEquals(413, lab.send("PUT", "/a/step", large).statusCode());

            write("\"a\": " + COUNTER, "{\"max_body_sise\": 4096}");
            lab.awaitLog("http.max_body_sise: there is no such key; there are idle_timeout");
            assertEquals(413, lab.send("PUT", "/a/step", large).statusCode());

            write("\"a\": " + COUNTER, "{\"max_body_size\": 4096}");
            lab.awaitLog("Configuration changed: HTTP server");
            awaitAccepted(lab, large);
            assertEquals("5", lab.get("/a/step").body());
        }
    }
}
