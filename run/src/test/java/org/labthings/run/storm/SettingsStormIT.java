package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** Processes die, and disks are full, while settings are saved. */
class SettingsStormIT {
    private static final int KILLS = Storm.rounds("kills", 6, 1000);
    private static final int SERVER_KILLS = Storm.rounds("server-kills", 2, 25);
    private static final int LENGTH = 20_000;
    private static final int MOST_SAVES = 40; // before a kill

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("thing/Settings-Thing.json");
    }

    private Process saving(String shell, int length, int growth) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> line = new ArrayList<>();
        if (shell != null) {
            line.addAll(List.of("sh", "-c", shell + "; exec \"$@\"", "sh"));
        }
        line.addAll(List.of(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(SavingProcess.class.getName(), file().toString()));
        line.addAll(List.of(String.valueOf(length), String.valueOf(growth)));
        return new ProcessBuilder(line)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private long onDisk() throws IOException {
        String json = Files.readString(file());
        return SavingProcess.number(new ObjectMapper().readTree(json).get("numbered").textValue());
    }

    @Test
    void nothingIsLostWhenTheProcessIsKilled() throws Exception {
        Random random = new Random(20261121);
        long said = 0;
        for (int i = 0; i < KILLS; i++) {
            int saves = random.nextInt(MOST_SAVES);
            Process process = saving(null, LENGTH, 0);
            try (BufferedReader out = process.inputReader()) {
                String loaded = out.readLine();
                long atStart = Long.parseLong(loaded.replace("loaded ", ""));
                assertTrue(atStart >= said, "saved " + said + " but loaded " + atStart);
                String line = null;
                for (int n = 0; n < saves; n++) {
                    line = out.readLine();
                }
                process.toHandle().destroyForcibly(); // SIGKILL; what it said can still be read
                for (String more = out.readLine(); more != null; more = out.readLine()) {
                    line = more.isEmpty() ? line : more;
                }
                said = line == null ? said : Math.max(said, Long.parseLong(line));
            }
            process.waitFor();
            if (Files.exists(file())) {
                long saved = onDisk();
                assertTrue(saved >= said, "it said " + said + ", on disk is " + saved);
                assertTrue(saved <= said + 1, "it said " + said + ", on disk is " + saved);
                said = saved;
            }
        }
        try (var files = Files.list(file().getParent())) {
            List<String> bad =
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.contains(".bad"))
                            .toList();
            assertEquals(List.of(), bad, "a half-written file was found");
        }
        Storm.say("%d kills within %d saves: no setting lost, none half-written", KILLS, said);
    }

    @Test
    void aFileThatCannotGrowKeepsItsContent() throws Exception {
        Process process = saving("ulimit -f 128", 10_000, 5_000); // blocks of 512 bytes
        List<String> lines;
        try (BufferedReader out = process.inputReader()) {
            lines = out.lines().toList();
        }
        process.waitFor();
        String last = lines.get(lines.size() - 1);
        assertTrue(last.startsWith("failed: "), last);
        assertTrue(last.contains(file().toString()), "the file is not named: " + last);
        long said = Long.parseLong(lines.get(lines.size() - 2));
        assertEquals(said, onDisk(), "the old content");
        assertFalse(Files.exists(file().resolveSibling("Settings-Thing.json.tmp")));
        Storm.say("no space: %s", last);
    }

    @Test
    void aFullDiskIsNamedAndTheServerGoesOn() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()));
        try {
            onFullDisk(disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private void onFullDisk(Path disk) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(note(), plugins, "note.jar");
        String config =
                "{\"settings_folder\": \"%s\", \"things\": {\"note\": \"lab.note.Note\"}}"
                        .formatted(disk);
        try (Laboratory lab = Laboratory.open(folder, config)) {
            assertEquals(201, lab.send("PUT", "/note/text", "\"short\"").statusCode());
            String tooLong = '"' + "x".repeat(100_000) + '"';
            HttpResponse<String> r = lab.send("PUT", "/note/text", tooLong);
            assertEquals(500, r.statusCode());
            assertTrue(r.body().contains(disk.resolve("note").toString()), r.body());
            assertTrue(r.body().contains("The old content is kept"), r.body());
            Storm.say("disk full: %s", r.body());
            Path file = disk.resolve("note/Settings-Note.json");
            assertEquals("{\n    \"text\": \"short\"\n}", Files.readString(file));
            assertEquals(201, lab.send("PUT", "/note/text", "\"again\"").statusCode());
            assertEquals("{\n    \"text\": \"again\"\n}", Files.readString(file));
        }
    }

    private Path note() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.note",
                        "1.0.0",
                        "Note",
                        """
                        package lab.note;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Note implements Thing {
                            public final DataSetting<String> text = DataSetting.of("");
                        }
                        """);
    }

    private static boolean run(String... line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void theServerItselfLosesNothingWhenItIsKilled() throws Exception {
        String config = "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"}}";
        int step = 1;
        for (int i = 0; i < SERVER_KILLS; i++) {
            try (Command command =
                    Command.run(folder, Command.distributed(), "-j", config, "--port", "0")) {
                String url =
                        command.await("  things ").replaceAll(".* ", "").replace("things/", "");
                HttpClient http = HttpClient.newHttpClient();
                URI setting = URI.create(url + "counter/step");
                assertEquals(String.valueOf(step), get(http, setting));
                for (int n = 0; n < 25; n++) {
                    step = step % 1000 + 1;
                    HttpRequest put =
                            HttpRequest.newBuilder(setting)
                                    .header("Content-Type", "application/json")
                                    .PUT(HttpRequest.BodyPublishers.ofString("" + step))
                                    .build();
                    assertEquals(
                            201, http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode());
                }
                command.signal("KILL");
                command.exit();
            }
        }
        Storm.say("%d servers killed right after a PUT: no setting lost", SERVER_KILLS);
    }

    private static String get(HttpClient http, URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
