package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The distribution that the build has packed, with the conformance Things as plugins: how it is
 * started as a process.
 */
final class PackagedServer {
    private static final long PREPARE_SECONDS = 180;

    private PackagedServer() {}

    /** The command line. */
    static List<String> command(String config, String port, String data) {
        return command(config, port, data, conformance());
    }

    /** The command line, with a folder of plugins. */
    static List<String> command(String config, String port, String data, Path plugins) {
        return List.of(
                home().resolve("labthings").toString(),
                "--config",
                config,
                "--port",
                port,
                "--plugins",
                plugins.toString(),
                "--data",
                data);
    }

    /**
     * Lets the first start do what only first starts do, so that servers that start together need
     * not.
     */
    static void prepare() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(home().resolve("labthings").toString(), "--version")
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertTrue(process.waitFor(PREPARE_SECONDS, TimeUnit.SECONDS), "labthings --version hangs");
        assertEquals(0, process.exitValue(), "labthings --version");
    }

    /**
     * A folder for configurations, data and logs; beside the distribution, so that a build cleans
     * it.
     */
    static Path workFolder(String name) throws IOException {
        return Files.createDirectories(home().resolveSibling(name));
    }

    /** The folder with the bundle of conformance Things. */
    static Path conformance() {
        return property("labthings.conformance");
    }

    /** The demo's configuration. */
    static String demo() throws IOException {
        return Files.readString(home().resolve("conf/demo.json"));
    }

    private static Path home() {
        return property("labthings.home");
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        return Path.of(Objects.requireNonNull(value, "the build sets -D" + name)).toAbsolutePath();
    }
}
