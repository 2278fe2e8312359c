package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;

/** The subcommands, and the shell, as processes against a packaged server. */
class CliIT {
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\","
                    + " \"lamp\": \"lab.lamp.Lamp\"}, \"api_prefix\": \"/api/v9\"}";
    private static final long DEADLINE_SECONDS = 120;
    private static final long SOON_SECONDS = 2;

    @TempDir static Path folder;
    private static Command server;

    @BeforeAll
    static void start() throws Exception {
        server = Command.run(folder, Command.distributed(), "-j", CONFIG, "--port", "0");
        server.await("Ready after");
    }

    @AfterAll
    static void stop() throws Exception {
        server.signal("INT");
        assertEquals(0, server.exit());
        server.close();
    }

    private record Result(int status, String out, String err) {}

    private static Result labthings(String input, List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(command, out, err);
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(out));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Process start(List<String> command, Path out, Path err) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("LABTHINGS_CDS", "off");
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "xterm");
        builder.environment().put("SHELL", "/bin/sh"); // script starts it; it is what Debian has
        return builder.start();
    }

    private static Result labthings(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Command.distributed().toString()));
        command.addAll(List.of(words));
        return labthings("", command);
    }

    private static String ok(String... words) throws Exception {
        Result result = labthings(words);
        assertEquals(0, result.status, result.err);
        return result.out;
    }

    private static void fails(int status, String message, String... words) throws Exception {
        Result result = labthings(words);
        assertEquals(status, result.status, result.out + result.err);
        assertTrue(result.err.contains(message), result.err);
        assertEquals("", result.out, "nothing but results");
    }

    @Test
    void thingsAreReadSetAndRun() throws Exception {
        assertTrue(ok("things").matches("(?s)NAME.*counter +running.*lamp +waiting.*"));
        assertTrue(ok("things", "--json").contains("\"counter\" : {"));
        assertEquals("", ok("set", "counter", "step", "5"));
        assertEquals("5\n", ok("get", "counter", "step"));
        assertEquals("5\n", ok("invoke", "counter", "increment", "times=1"));
        assertEquals("15\n", ok("invoke", "counter", "increment", "{\"times\": 2}"));
        assertTrue(ok("invoke", "counter", "increment", "--json").contains("\"output\" : 20"));
        assertEquals("20\n", ok("watch", "counter", "counter", "--count", "1"));
        fails(1, "greater than or equal to 1", "set", "counter", "step", "0");
        fails(1, "nobody", "get", "nobody", "step");
        fails(2, "usage: labthings get", "get", "counter");
        fails(2, "there is no subcommand frobnicate", "frobnicate");
        fails(3, "no server answers", "things", "--url", "http://127.0.0.1:1");
        fails(1, "there is no Thing 'x'", "things", "x");
        assertTrue(ok("get", "--help").startsWith("usage: labthings get NAME PROPERTY"));
        assertTrue(ok("help").contains("install FILE"));
        assertTrue(ok("--help").contains("things, get, set, invoke, watch, install"));
    }

    @Test
    void pluginsAreInstalledAndTakenBack() throws Exception {
        Path jar =
                new DriverJar(folder.resolve("build"))
                        .build(
                                "lab.lamp",
                                "1.0.0",
                                "Lamp",
                                """
                                package lab.lamp;
                                import org.labthings.api.*;
                                import org.osgi.service.component.annotations.*;
                                @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                                public class Lamp implements Thing {
                                }
                                """);
        fails(4, "wants to know who you are", "install", jar.toString(), "--token", "wrong");
        fails(1, "it is no jar", "install", Command.distributed().toString());
        assertEquals("installed lab.lamp 1.0.0\n", ok("install", jar.toString()));
        Path newer = DriverJar.restamp(jar, "1.1.0", folder.resolve("newer.jar"));
        assertEquals(
                "installed lab.lamp 1.1.0 in place of 1.0.0\n", ok("install", newer.toString()));
        assertTrue(ok("plugins").matches("(?s).*lab.lamp +1.1.0 +1.0.0 +running.*"));
        assertEquals(
                "installed lab.lamp 1.0.0 in place of 1.1.0\n",
                ok("plugins", "rollback", "lab.lamp"));
        assertTrue(ok("plugins", "remove", "lab.lamp").startsWith("removed lab.lamp"));
        fails(1, "There is no plugin 'lab.lamp'", "plugins", "remove", "lab.lamp");
    }

    @Test
    void theShellRunsWhatIsPipedIntoIt() throws Exception {
        List<String> shell = List.of(Command.distributed().toString(), "shell");
        Result good = labthings("things | grep counter\n# a remark\nget counter step\n", shell);
        assertEquals(0, good.status, good.err);
        assertTrue(good.out.startsWith("counter"), good.out);
        Result bad = labthings("get nobody step\nthings\n", shell);
        assertEquals(1, bad.status);
        assertTrue(bad.err.contains("no Thing called 'nobody'"), bad.err);
        assertTrue(bad.out.contains("counter"), "and the next line ran");
    }

    @Test
    void theShellCompletesAndEditsOnATerminal() throws Exception {
        Path out = folder.resolve("terminal.txt");
        Process script = terminal(out);
        try (var keys = script.getOutputStream()) {
            await(out, "lab> ");
            type(keys, "get cou\tst\t\r"); // completes to: get counter step
            await(out, "get counter step ");
            type(keys, "observe counter count\t\r");
            await(out, "observe counter counter");
            await(out, ":\\d\\d\\.\\d+  \\d"); // when, and what
            type(keys, "\u0003"); // Ctrl-C ends the command, not the shell
            type(keys, "why lam\t\r");
            await(out, "lab.lamp.Lamp");
            leave(script, keys, out);
        } finally {
            script.destroyForcibly();
        }
    }

    /** Just when the command is over and the terminal is made ready for the next one. */
    @Test
    void interruptsBetweenCommandsDoNotEndTheShell() throws Exception {
        Path out = folder.resolve("interrupts.txt");
        Process script = terminal(out);
        try (var keys = script.getOutputStream()) {
            await(out, "lab> ");
            for (int i = 0; i < 12; i++) {
                do { // an interrupt discards what has been typed until then
                    type(keys, "\recho and\" \"" + i + "\r");
                } while (!shows(out, "and " + i, SOON_SECONDS));
                type(keys, "\u0003");
            }
            type(keys, "\r\r");
            leave(script, keys, out);
        } finally {
            script.destroyForcibly();
        }
    }

    /** A shell on a terminal of its own, with nothing between them that Ctrl-C would end, too. */
    private static Process terminal(Path screen) throws IOException {
        String command = "exec " + Command.distributed() + " shell";
        return start(
                List.of("script", "-q", "-e", "-f", "-c", command, screen.toString()),
                Files.createTempFile(folder, "script", ".out"),
                Files.createTempFile(folder, "script", ".err"));
    }

    private static void leave(Process script, OutputStream keys, Path screen) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        do { // an interrupt just before discards it
            type(keys, "\rexit\r");
        } while (!script.waitFor(SOON_SECONDS, TimeUnit.SECONDS) && System.nanoTime() < end);
        assertTrue(!script.isAlive(), Files.readString(screen));
        assertEquals(0, script.exitValue(), Files.readString(screen));
    }

    private static void type(OutputStream keys, String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private static void await(Path screen, String text) throws Exception {
        if (!shows(screen, text, DEADLINE_SECONDS)) {
            String all = Files.readString(screen, StandardCharsets.ISO_8859_1);
            throw new AssertionError("No '" + text + "' in\n" + all);
        }
    }

    /** A terminal can only be looked at: for a regular expression. */
    private static boolean shows(Path screen, String text, long seconds) throws IOException {
        Pattern wanted = Pattern.compile(text);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!Files.exists(screen)
                || !wanted.matcher(Files.readString(screen, StandardCharsets.ISO_8859_1)).find()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }
}
