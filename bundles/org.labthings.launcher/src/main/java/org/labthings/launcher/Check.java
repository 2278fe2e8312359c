package org.labthings.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.check.Preflight;
import org.labthings.launcher.internal.command.Options;
import org.labthings.launcher.internal.data.DataFolder;
import org.labthings.launcher.internal.framework.FrameworkProperties;
import org.labthings.launcher.internal.framework.LabFramework;
import org.labthings.launcher.internal.framework.ShippedDrivers;

/**
 * {@code labthings check FILE}: what a start would say about a configuration, with the drivers that
 * are installed. No Thing is constructed, no port opened, and the data folder, which a running
 * server may own, is not touched.
 */
final class Check {
    private static final long SECONDS = 60;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Home home;
    private final Options options;
    private final PrintStream out;
    private final CompletableFuture<Map<String, Object>> result = new CompletableFuture<>();

    Check(Home home, Options options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    /** The exit status that the server would have. */
    int run() {
        try {
            home.check();
            Optional<Path> file = new Preflight(options).configFile(home.demo());
            return report(file.map(Path::toString).orElse("--json"), check(file));
        } catch (LaunchException e) {
            out.println(e.getMessage());
            return e.exit();
        } catch (TimeoutException e) {
            out.println("The check did not end within " + SECONDS + " s");
            return Exit.SETUP;
        } catch (IOException | UncheckedIOException | ExecutionException e) {
            out.println("The check failed: " + e.getMessage());
            return Exit.SETUP;
        } catch (InterruptedException e) {
            return Exit.FORCED;
        }
    }

    private Map<String, Object> check(Optional<Path> file)
            throws LaunchException,
                    IOException,
                    InterruptedException,
                    ExecutionException,
                    TimeoutException {
        Path scratch = Files.createTempDirectory("labthings-check");
        try {
            Path plugins = options.plugins();
            Options own =
                    options.withFolders(
                            scratch,
                            Files.isDirectory(plugins) ? plugins : scratch.resolve("plugins"));
            try (DataFolder data = DataFolder.open(own.data(), own.plugins())) {
                LabServer.logTo(data, own);
                return ask(
                        new FrameworkProperties(home.folder(), own, file, data.cache()),
                        ShippedDrivers.of(home.drivers(), file, own.configJson(), own.plugins()));
            }
        } finally {
            deleteAll(scratch);
        }
    }

    private Map<String, Object> ask(FrameworkProperties properties, ShippedDrivers drivers)
            throws LaunchException, InterruptedException, ExecutionException, TimeoutException {
        LabFramework framework = new LabFramework(properties.checking());
        framework.install(home.bundles(), drivers, this::told);
        try {
            framework.start();
            return result.get(SECONDS, TimeUnit.SECONDS);
        } finally {
            framework.stop(STOP);
        }
    }

    private void told(Map<String, Object> event) {
        if ("checked".equals(event.get("event"))) {
            result.complete(event);
        } else if ("failed".equals(event.get("event"))) {
            result.completeExceptionally(new IOException(String.valueOf(event.get("message"))));
        }
    }

    private int report(String name, Map<String, Object> found) {
        List<?> errors = (List<?>) found.get("errors");
        List<?> warnings = (List<?>) found.get("warnings");
        errors.forEach(error -> out.println("error: " + error));
        warnings.forEach(warning -> out.println("warning: " + warning));
        String counts = count(errors.size(), "error") + ", " + count(warnings.size(), "warning");
        out.println(
                name
                        + (errors.isEmpty()
                                ? " can be used: " + count((int) found.get("things"), "Thing")
                                : " cannot be used: " + counts));
        return (int) found.get("exit");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
