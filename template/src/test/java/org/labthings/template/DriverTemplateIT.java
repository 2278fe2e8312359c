package org.labthings.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.testing.Laboratory;

/**
 * Generates a driver with what "mvn install" gave and without a network, as the driver guide says;
 * builds it, which runs its tests; drops it into a running server and calls it.
 */
class DriverTemplateIT {
    private static final Path GUIDE = CleanHome.PROJECT.resolve("docs/driver-guide.md");
    private static final Path FOLDER = CleanHome.PROJECT.resolve("template/driver");
    private static final Pattern TESTS =
            Pattern.compile("<testsuite [^>]*tests=\"(\\d+)\"[^>]*>", Pattern.DOTALL);

    @TempDir Path work;

    @Test
    void theTemplateBecomesADriverThatRuns() throws Exception {
        try (CleanHome home = CleanHome.make()) {
            home.run(GuideBlocks.script(GUIDE, "template"));
            Path driver = home.folder().resolve("org.example.probe");
            assertEquals(8 + 3, tests(driver.resolve("target/surefire-reports")));
            Path jar = driver.resolve("target/org.example.probe-1.0.0.jar");
            String config = Files.readString(driver.resolve("lab.json"));
            try (Laboratory lab = Laboratory.open(work, config)) {
                assertEquals(503, lab.get("/scanner/").statusCode());
                lab.install(jar);
                lab.awaitRunning("scanner");
                call(lab);
            }
        }
    }

    private static void call(Laboratory lab) throws Exception {
        assertEquals("4", lab.get("/scanner/averages").body());
        assertEquals(201, lab.send("PUT", "/scanner/averages", "2").statusCode());
        assertEquals(422, lab.send("PUT", "/scanner/averages", "0").statusCode());
        assertEquals("0", lab.get("/scanner/signal").body());
        assertEquals(201, lab.send("POST", "/scanner/scan", "{\"points\": 3}").statusCode());
        lab.await("/scanner/scan", all -> all.body().contains("\"status\":\"completed\""));
        try (InputStream plot = open(lab, "/scanner/plot")) {
            lab.send("POST", "/scanner/scan", "{\"points\": 3}");
            assertEquals("--frame", new String(plot.readNBytes(7), StandardCharsets.US_ASCII));
        }
    }

    private static InputStream open(Laboratory lab, String path) throws Exception {
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(lab.url().resolve(path)).build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private static int tests(Path reports) throws IOException {
        int tests = 0;
        try (Stream<Path> files = Files.list(reports)) {
            for (Path f : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Matcher suite = TESTS.matcher(Files.readString(f));
                assertTrue(suite.find(), f + " is no report");
                tests += Integer.parseInt(suite.group(1));
            }
        }
        return tests;
    }

    /** The archetype is made of template/driver by replacing names, and gives it back. */
    @Test
    void theFolderToCopyIsTheSame() throws Exception {
        try (CleanHome home = CleanHome.make()) {
            home.run(
                    GuideBlocks.script(GUIDE, "template")
                            .replace("org.example.probe", "org.example.scanner")
                            .replace("-DclassName=Probe", "")
                            .replaceAll("mvn .*package", "true"));
            Map<String, String> generated = files(home.folder().resolve("org.example.scanner"));
            assertEquals(generated, files(FOLDER));
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path f : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(f).toString();
                if (!name.startsWith("target")) {
                    files.put(name, Files.readString(f));
                }
            }
        }
        return files;
    }
}
