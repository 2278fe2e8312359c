package org.labthings.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.Laboratory;

/**
 * What {@code labthings client} writes runs against this server: in Java and in Python. TypeScript
 * does so in {@code interop}.
 */
@Timeout(180)
class GeneratedClientsIT {
    private static final String CONFIG =
            """
            {"things": {
              "camera": "org.labthings.thing.simcamera.SimulatedCamera",
              "counter": "org.labthings.thing.counter.Counter"
            }}
            """;
    private static final String JAVA =
            """
            package lab;

            import java.util.concurrent.Callable;
            import java.util.concurrent.LinkedBlockingQueue;
            import java.util.concurrent.TimeUnit;
            import org.labthings.api.InvocationCancelledError;
            import org.labthings.client.ClientPropertyError;
            import org.labthings.client.RemoteInvocation;

            public class Use implements Callable<String> {
                @Override
                public String call() throws Exception {
                    StringBuilder out = new StringBuilder();
                    try (Counter counter = Counter.at(System.getProperty("lab.url") + "counter/");
                            Camera camera = Camera.at(System.getProperty("lab.url") + "camera/")) {
                        counter.reset();
                        counter.step(3);
                        out.append(counter.step()).append(' ').append(counter.increment(2L));
                        LinkedBlockingQueue<Long> seen = new LinkedBlockingQueue<>();
                        try (var observed = counter.observeCounter(seen::add)) {
                            out.append(" seen ").append(seen.poll(60, TimeUnit.SECONDS));
                        }
                        counter.step(1);
                        out.append(" then ").append(counter.slowlyIncrease(2L, 0.01));
                        RemoteInvocation run = counter.slowlyIncreaseInvocation(1000L, 0.05);
                        run.cancel();
                        try {
                            run.await();
                        } catch (InvocationCancelledError e) {
                            out.append(" cancelled");
                        }
                        try {
                            counter.step(0);
                        } catch (ClientPropertyError e) {
                            out.append(" refused ").append(e.status());
                        }
                        out.append(" jpeg ").append(camera.grabJpeg().content()[0] & 0xFF);
                    }
                    return out.toString();
                }
            }
            """;
    private static final String PYTHON =
            """
            import queue, sys
            sys.path.insert(0, sys.argv[1])
            from Counter import Counter, ThingError

            counter = Counter(sys.argv[2] + "counter/")
            counter.reset()
            counter.step = 3
            out = [counter.step, counter.increment(times=2)]
            seen = queue.Queue()
            observation = counter.observe_counter(seen.put)
            out += ["seen", seen.get(timeout=60)]
            observation.close()
            counter.step = 1
            told = []
            out += ["then", counter.slowly_increase(
                increments=20, delay=0.02, on_progress=lambda fraction, text: told.append(fraction))]
            assert told and max(told) <= 1, f"fractions: {told}"
            try:
                counter.step = 0
            except ThingError as e:
                out += ["refused", e.status]
            print(*out)
            """;

    @TempDir static Path folder;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Laboratory.open(folder.resolve("lab"), CONFIG);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static void generate(String language, String name, Path to) throws Exception {
        String thing = name.toLowerCase(Locale.ROOT);
        try (Command command =
                Command.run(
                        folder,
                        Command.distributed(),
                        "client",
                        "--lang",
                        language,
                        "--package",
                        "lab",
                        "--name",
                        name,
                        "--out",
                        to.toString(),
                        lab.url().resolve("/" + thing + "/").toString())) {
            String said = command.rest();
            assertEquals(0, command.exit(), said);
        }
    }

    @Test
    void javaRuns() throws Exception {
        Path work = Files.createDirectories(folder.resolve("java"));
        generate("java", "Counter", work);
        generate("java", "Camera", work);
        Files.writeString(work.resolve("Use.java"), JAVA);
        compile(work);
        System.setProperty("lab.url", lab.url().resolve("/").toString());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {work.toUri().toURL()}, getClass().getClassLoader())) {
            Callable<?> use =
                    (Callable<?>) loader.loadClass("lab.Use").getConstructor().newInstance();
            assertEquals("3 6 seen 6 then 8 cancelled refused 422 jpeg 255", use.call());
        } finally {
            System.clearProperty("lab.url");
        }
    }

    private static void compile(Path work) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var all = Files.list(work)) {
            List<Path> sources = all.filter(f -> f.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of(
                            "-proc:none",
                            "-d",
                            work.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            assertTrue(
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call(),
                    said::toString);
        }
    }

    @Test
    void pythonRuns() throws Exception {
        Path work = Files.createDirectories(folder.resolve("python"));
        generate("python", "Counter", work);
        Path script = Files.writeString(work.resolve("use.py"), PYTHON);
        try (Command python = python(script, work)) {
            String said = python.rest();
            assertEquals("3 6 seen 6 then 26 refused 422\n", said);
        }
    }

    private static Command python(Path script, Path work) {
        try {
            return Command.run(
                    work,
                    Path.of("python3"),
                    script.toString(),
                    work.toString(),
                    lab.url().resolve("/").toString());
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: there is no python3: " + e.getMessage());
            throw new AssertionError(e);
        }
    }
}
