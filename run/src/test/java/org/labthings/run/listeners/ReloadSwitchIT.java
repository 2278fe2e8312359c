package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.BundleContext;

/**
 * Configurations are written, deleted and made anew many times a second, and all is at last as the
 * last one says: live reload, of which there is one, static files and groups, of which there are
 * many.
 */
class ReloadSwitchIT {
    private static final int ROUNDS =
            Integer.getInteger(
                    "labthings.storm.switches", Boolean.getBoolean("labthings.storm") ? 50 : 3);
    private static final int SWITCHES = 40;
    private static final String PID = "org.labthings.web.LiveReload";

    private static final String FILES = "org.labthings.web.StaticFiles";
    private static final String GROUP = "org.labthings.listeners.Group";

    @TempDir static Path folder;
    private static Path site;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("page.html"), "0");
        String config =
                """
                {"things": {}, "static_files": {"site": {"folder": "%s"}},
                 "listeners": {"other": {}}}
                """;
        lab = Laboratory.open(folder, config.formatted(site));
        lab.await("/page.html", r -> r.statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void filesAndGroupsAreAsTheyWereWrittenLast() throws Exception {
        Path[] folders = new Path[2];
        for (int i = 0; i < folders.length; i++) {
            folders[i] = Files.createDirectories(folder.resolve("files" + i));
            Files.writeString(folders[i].resolve("which"), "files " + i);
        }
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            int last = random.nextInt(2);
            for (int i = 0; i < SWITCHES; i++) {
                int now = i == SWITCHES - 1 ? last : i % 2;
                change(FILES, null);
                change(GROUP, null);
                change(FILES, Map.of("folder", folders[now].toString(), "path", "/files"));
                change(GROUP, Map.of("autostart", now == 1));
                LockSupport.parkNanos(random.nextInt(4) * 1_000_000L * random.nextInt(5));
            }
            lab.await("/files/which", r -> r.body().equals("files " + last));
            String state = last == 1 ? "\"running\"" : "\"new\"";
            lab.await("/switched/state", r -> r.body().equals(state));
        }
        change(FILES, null);
        change(GROUP, null);
        lab.await("/files/which", r -> r.statusCode() == 404);
        lab.await("/switched/", r -> r.statusCode() == 404);
    }

    private static void change(String factory, Map<String, Object> settings) throws Exception {
        Map<String, Object> properties = settings == null ? null : new HashMap<>(settings);
        if (properties != null) {
            properties.put("section.entry", "switched");
        }
        ProbeBundle.configure(lab.framework(), factory, "switched", properties);
    }

    @Test
    void liveReloadIsAsItWasSwitchedLast() throws Exception {
        assertEquals(404, lab.get("/livereload.js").statusCode(), "off unless configured");
        assertEquals(404, lab.get("/livereload").statusCode());
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < SWITCHES; i++) {
                change(lab.framework(), i % 2 == 0 ? Map.of("insert.script", false) : null);
                LockSupport.parkNanos(random.nextInt(4) * 1_000_000L * random.nextInt(5));
            }
            change(lab.framework(), Map.of("debounce", 50)); // the only one that adds scripts
            String page = lab.await("/page.html", r -> r.body().contains("livereload.js")).body();
            assertTrue(page.startsWith(String.valueOf(round)), page);
            try (LiveSocket live = LiveSocket.of(lab.url(), "/page")) {
                Files.writeString(site.resolve("page.html"), String.valueOf(round + 1));
                assertTrue(live.await().contains("\"path\":\"/page\""));
                change(lab.framework(), null);
                assertEquals(1000, live.closed.get(30, TimeUnit.SECONDS));
            }
            lab.await("/livereload.js", r -> r.statusCode() == 404);
        }
        assertEquals(
                0,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().contains("labthings-watch-livereload"))
                        .count());
    }

    private static void change(BundleContext context, Map<String, Object> section)
            throws Exception {
        ProbeBundle.configure(context, PID, null, section);
    }
}
