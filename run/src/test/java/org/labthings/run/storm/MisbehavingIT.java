package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** Drivers that block, leak, hoard and end the process: named, contained, and the rest goes on. */
class MisbehavingIT {
    private static final String CONFIG =
            """
            {"things": {
              "counter": "org.labthings.thing.counter.Counter",
              "bad": "lab.bad.Bad",
              "after": "org.labthings.thing.counter.Counter"}}
            """;

    @TempDir Path folder;

    private Path bad(String version, String open, String close, String more) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.bad",
                        version,
                        "Bad",
                        """
                        package lab.bad;
                        import java.util.*;
                        import java.util.concurrent.*;
                        import java.util.concurrent.locks.LockSupport;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Bad implements Thing {
                            /** Does not end, whatever anybody says. */
                            static void forEver() {
                                while (true) { LockSupport.park(); Thread.interrupted(); }
                            }
                            @Override public void open(ThingContext context) throws Exception { %s }
                            @Override public void close() throws Exception { %s }
                            @Property public String version() { return "%s"; }
                            %s
                        }
                        """
                                .formatted(open, close, version, more));
    }

    private static void restIsFine(Laboratory lab) throws Exception {
        assertEquals("0", lab.get("/counter/counter").body());
        assertEquals("0", lab.get("/after/counter").body());
        assertEquals(201, lab.send("PUT", "/counter/step", "3").statusCode());
    }

    private void replaces(Laboratory lab) throws Exception {
        DriverJar.drop(bad("2.0.0", "", "", ""), lab.plugins(), "bad.jar");
        lab.await("/bad/version", r -> r.body().equals("\"2.0.0\""));
    }

    @Test
    void anOpenThatBlocks() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(bad("1.0.0", "forEver();", "", ""), plugins, "bad.jar");
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            restIsFine(lab);
            HttpResponse<String> r = lab.get("/bad/version");
            assertEquals(503, r.statusCode());
            assertTrue(r.body().contains("Its open is running"), r.body());
            replaces(lab);
            lab.awaitLog("A Thing of lab.bad");
            restIsFine(lab);
        }
    }

    @Test
    void aCloseThatBlocks() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(bad("1.0.0", "", "forEver();", ""), lab.plugins(), "bad.jar");
            lab.await("/bad/version", r -> r.statusCode() == 200);
            replaces(lab);
            lab.awaitLog("bad: close has not returned within 5000 ms");
            restIsFine(lab);
        }
    }

    @Test
    void aGetterThatTakesAMinute() throws Exception {
        String slow =
                """
                @Property public int slow() throws Exception { Thread.sleep(60_000); return 1; }
                @Setting public int slowSetting() throws Exception { Thread.sleep(60_000); return 1; }
                public void slowSetting(int value) {}
                public final DataSetting<Integer> quick = DataSetting.of(1);
                """;
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(bad("1.0.0", "", "", slow), lab.plugins(), "bad.jar");
            lab.await("/bad/version", r -> r.statusCode() == 200);
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(lab.url().resolve("/bad/slow")).build();
            CompletableFuture<?>[] waiting = new CompletableFuture<?>[20];
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            }
            restIsFine(lab);
            assertEquals("1", lab.get("/bad/quick").body(), "from memory");
            replaces(lab);
            restIsFine(lab);
        }
    }

    @Test
    void aThreadThatLeaksAndOneThatDies() throws Exception {
        String open =
                """
                context.startThread("deaf", Bad::forEver);
                context.submit(() -> { forEver(); return 1; });
                context.startThread("dying", () -> { throw new IllegalStateException("no camera"); });
                """;
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(bad("1.0.0", open, "", ""), lab.plugins(), "bad.jar");
            lab.await("/bad/version", r -> r.statusCode() == 200);
            lab.awaitLog("Its thread 'dying' ended: java.lang.IllegalStateException: no camera");
            replaces(lab);
            lab.awaitLog("bad: its threads [bad-deaf, a submitted task] ignore cancellation");
            restIsFine(lab);
        }
    }

    @Test
    void anActionThatIgnoresEverything() throws Exception {
        String more = "@Action public void deaf() { forEver(); }";
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(bad("1.0.0", "", "", more), lab.plugins(), "bad.jar");
            lab.await("/bad/version", r -> r.statusCode() == 200);
            assertEquals(201, lab.send("POST", "/bad/deaf", null).statusCode());
            lab.await("/bad/deaf", r -> r.body().contains("running"));
            replaces(lab);
            lab.awaitLog("bad: its actions [deaf] ignore cancellation and interruption");
            restIsFine(lab);
        }
    }

    private Command server(Path plugins) throws Exception {
        return Command.run(
                folder,
                Command.distributed(),
                "-j",
                CONFIG,
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--plugins",
                plugins.toString());
    }

    private static HttpResponse<String> send(URI url, String method) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String ended(URI server, String action) throws Exception {
        String list = send(server.resolve("/bad/" + action), "GET").body();
        while (list.contains("\"running\"") || list.contains("\"pending\"")) {
            list = send(server.resolve("/bad/" + action), "GET").body();
        }
        return list;
    }

    @Test
    void aDriverThatEndsTheProcess() throws Exception {
        String more =
                """
                @Action public void leave() { System.exit(7); }
                @Action public void halt() { Runtime.getRuntime().halt(8); }
                """;
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(bad("1.0.0", "", "", more), plugins, "bad.jar");
        try (Command command = server(plugins)) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            for (String action : new String[] {"leave", "halt"}) {
                assertEquals(201, send(url.resolve("/bad/" + action), "POST").statusCode());
                String list = ended(url, action);
                assertTrue(list.contains("\"error\""), list);
                command.await("A driver must not end the server");
            }
            assertEquals("0", send(url.resolve("/counter/counter"), "GET").body());
            command.signal("TERM");
            assertEquals(143, command.exit());
        }
    }

    @Test
    void aDriverThatExhaustsTheMemory() throws Exception {
        String more =
                """
                @Action public void hoard() {
                    List<byte[]> all = new ArrayList<>();
                    while (true) { all.add(new byte[1 << 20]); }
                }
                """;
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(bad("1.0.0", "", "", more), plugins, "bad.jar");
        try (Command command = server(plugins)) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            for (int i = 0; i < 5; i++) {
                assertEquals(201, send(url.resolve("/bad/hoard"), "POST").statusCode());
                String list = ended(url, "hoard");
                assertTrue(list.contains("\"error\""), list);
            }
            command.await("Java heap space");
            assertEquals("0", send(url.resolve("/counter/counter"), "GET").body());
            assertEquals("0", send(url.resolve("/after/counter"), "GET").body());
            command.signal("TERM");
            assertEquals(143, command.exit());
        }
    }
}
