package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.BundleContext;

/** Live reload is switched many times a second, and is at last as it was switched last. */
class ReloadSwitchIT {
    private static final int ROUNDS = Boolean.getBoolean("labthings.storm") ? 50 : 4;
    private static final int SWITCHES = 40;
    private static final String PID = "org.labthings.web.LiveReload";

    @TempDir Path folder;

    @Test
    void itIsAsItWasSwitchedLast() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("page.html"), "0");
        String config =
                "{\"things\": {}, \"static_files\": {\"site\": {\"folder\": \"" + site + "\"}}}";
        try (Laboratory lab = Laboratory.open(folder, config)) {
            lab.await("/page.html", r -> r.statusCode() == 200);
            assertEquals(404, lab.get("/livereload.js").statusCode(), "off unless configured");
            assertEquals(404, lab.get("/livereload").statusCode());
            Random random = new Random(7);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < SWITCHES; i++) {
                    change(lab.framework(), i % 2 == 0 ? Map.of("insert.script", false) : null);
                    LockSupport.parkNanos(random.nextInt(4) * 1_000_000L * random.nextInt(5));
                }
                change(lab.framework(), Map.of("debounce", 50)); // the only one that adds scripts
                String page =
                        lab.await("/page.html", r -> r.body().contains("livereload.js")).body();
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
    }

    private static void change(BundleContext context, Map<String, Object> section)
            throws Exception {
        ProbeBundle.configure(context, PID, null, section);
    }
}
