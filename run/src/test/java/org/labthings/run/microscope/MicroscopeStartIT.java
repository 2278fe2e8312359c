package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;

/**
 * Start and end of the packaged microscope (OpenFlexure specification 5.1, 7.3 and 8; checks 2, 5
 * and 6 of section 29).
 */
class MicroscopeStartIT {
    private static final double MOST_SECONDS = 3.0;

    @TempDir Path folder;

    private Command start(String things, String application, String... more) throws Exception {
        String config =
                """
                {"things": {%s}, "api_prefix": "/api/v3",
                 "application_config": {"log_folder": "%2$s/logs", "data_folder": "%2$s/data"%3$s}}
                """
                        .formatted(things, folder, application);
        Path file = Files.writeString(folder.resolve("lab.json"), config);
        String[] arguments = {
            "-c", file.toString(), "--port", "0", "--data", folder.resolve("server").toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Command.run(folder, Command.distributed(), all);
    }

    @Test
    void anOpenStreamDoesNotHoldUpTheEnd() throws Exception {
        String things =
                "\"camera\": \"org.labthings.thing.simcamera.SimulatedCamera\", \"system\":"
                        + " \"org.labthings.thing.system.OpenFlexureSystem\"";
        try (Command command = start(things, "")) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            HttpResponse<byte[]> frame =
                    new Visitor(url).bytes("GET", "/api/v2/streams/snapshot", null);
            assertEquals(200, frame.statusCode());
            try (Socket viewer = new Socket("127.0.0.1", url.getPort())) {
                viewer.setSoTimeout(30_000);
                String request =
                        "GET /api/v3/camera/mjpeg_stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
                viewer.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                InputStream in = viewer.getInputStream();
                assertTrue(in.readNBytes(100_000).length == 100_000, "no frames came");
                long start = System.nanoTime();
                command.signal("TERM");
                byte[] rest = in.readAllBytes(); // a normal end, not a reset
                String end = new String(rest, StandardCharsets.ISO_8859_1);
                assertTrue(end.endsWith("\r\n0\r\n\r\n"), "the stream was cut off");
                String output = command.rest();
                double seconds = (System.nanoTime() - start) / 1e9;
                assertFalse(output.contains("ERROR"), output);
                assertFalse(output.contains("cut off"), output);
                assertTrue(seconds < MOST_SECONDS, "gone only after " + seconds + " s");
            }
        }
    }

    @Test
    void shutdownEndsTheServer() throws Exception {
        String things =
                "\"system\": {\"class\": \"org.labthings.thing.system.OpenFlexureSystem\","
                        + " \"kwargs\": {\"shutdown_command\":"
                        + " [\"sh\", \"-c\", \"kill -TERM $PPID\"]}}";
        try (Command command = start(things, "")) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            assertEquals(
                    201,
                    new Visitor(url).send("POST", "/api/v3/system/shutdown", "{}").statusCode());
            assertEquals(143, command.exit());
        }
    }

    @Test
    void aFolderWithoutTheAppEndsTheStart() throws Exception {
        String application = ", \"static_folder\": \"" + folder + "/nothing\"";
        try (Command command = start("", application)) {
            command.await("The static directory " + folder + "/nothing does not exist");
            assertEquals(3, command.exit());
        }
    }

    @Test
    void theErrorPageSaysWhatIsWrong() throws Exception {
        try (Command command = start("\"camera\": \"no.such.Camera\"", "", "--fallback")) {
            command.await("Error: ");
            String line = command.await("http://");
            URI url = URI.create(line.replaceAll(".*(http://\\S+).*", "$1"));
            Visitor visitor = new Visitor(url);
            HttpResponse<String> page = visitor.get("/");
            assertEquals(500, page.statusCode());
            assertTrue(
                    page.body()
                            .contains(
                                    "<title>OpenFlexure Microscope Server Failed to"
                                            + " Start</title>"),
                    page.body());
            assertTrue(page.body().contains("no.such.Camera"), page.body());
            assertTrue(page.body().contains("openflexure.discourse.group"), page.body());
            assertEquals("true", visitor.get("/labthings_fallback").body());
            HttpResponse<String> other = visitor.get("/api/v3/thing_descriptions/");
            assertEquals(307, other.statusCode());
            assertEquals("/", Visitor.header(other, "Location"));
            command.signal("TERM");
            assertEquals(3, command.exit());
        }
    }
}
