package org.labthings.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.check.Preflight;
import org.labthings.launcher.internal.command.CommandLine;
import org.labthings.launcher.internal.command.Options;
import org.labthings.launcher.internal.command.UsageException;
import org.labthings.launcher.internal.data.DataFolder;
import org.labthings.launcher.internal.framework.FrameworkProperties;
import org.labthings.launcher.internal.framework.LabFramework;
import org.labthings.launcher.internal.framework.ShippedDrivers;
import org.osgi.framework.launch.Framework;

/**
 * One server in this process: a locked data folder and a framework. The command has one; a test can
 * have several.
 *
 * <pre>{@code
 * try (LabServer server = LabServer.prepare(home, events::add, "--port", "0", "--data", folder)) {
 *     server.start();
 * }
 * }</pre>
 */
public final class LabServer implements AutoCloseable {
    /** How long an orderly stop may take. */
    public static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final Optional<Path> config;
    private final boolean open;
    private final DataFolder data;
    private final LabFramework framework;
    private volatile boolean stopped;

    private LabServer(
            Optional<Path> config, boolean open, DataFolder data, LabFramework framework) {
        this.config = config;
        this.open = open;
        this.data = data;
        this.framework = framework;
    }

    /**
     * Takes the data folder and installs the bundles.
     *
     * @param events is told what the run-time set reports, on its threads; must not block
     * @param arguments as on the command line
     */
    public static LabServer prepare(
            Home home, Consumer<Map<String, Object>> events, String... arguments)
            throws LaunchException {
        try {
            return prepare(home, CommandLine.parse(arguments).options(), events);
        } catch (UsageException e) {
            throw new LaunchException(Exit.USAGE, e.getMessage());
        }
    }

    static LabServer prepare(Home home, Options options, Consumer<Map<String, Object>> events)
            throws LaunchException {
        home.check();
        Preflight preflight = new Preflight(options);
        Optional<Path> config = preflight.configFile(home.demo());
        boolean open = preflight.address();
        DataFolder data = DataFolder.open(options.data(), options.plugins());
        try {
            logTo(data, options);
            FrameworkProperties properties =
                    new FrameworkProperties(home.folder(), options, config, data.cache());
            LabFramework framework = new LabFramework(properties);
            framework.install(
                    home.bundles(),
                    ShippedDrivers.of(
                            home.drivers(), config, options.configJson(), options.plugins()),
                    event -> tell(data, event, events));
            return new LabServer(config, open, data, framework);
        } catch (LaunchException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Where the server listens is left in the data folder too, for the subcommands. */
    private static void tell(
            DataFolder data, Map<String, Object> event, Consumer<Map<String, Object>> events) {
        if ("listening".equals(event.get("event"))) {
            data.announce(String.valueOf(event.get("url")));
        }
        events.accept(event);
    }

    /** Logback inside the framework looks at system properties. */
    static void logTo(DataFolder data, Options options) {
        Path own = options.data().resolve("logback.xml");
        if (Files.exists(own)) {
            System.getProperties().putIfAbsent("logback.configurationFile", own.toString());
        }
        System.setProperty("labthings.logs", data.logs().toString());
        System.setProperty("labthings.log.level", options.debug() ? "DEBUG" : "INFO");
    }

    /**
     * Starts all bundles, unless it was stopped before; returns when each was started. What comes
     * of it is told as events.
     */
    public void start() throws LaunchException {
        if (stopped) {
            return;
        }
        try {
            framework.start();
        } catch (LaunchException | IllegalStateException e) {
            if (!stopped) { // stopped in the very moment of its start
                throw e;
            }
        }
    }

    /** Stops everything in order and frees the data folder; returns whether it was done in time. */
    public boolean stop() throws InterruptedException {
        stopped = true;
        try {
            return framework.stop(STOP_DEADLINE);
        } finally {
            data.close();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitStop() throws InterruptedException {
        framework.awaitStop();
    }

    /** The configuration file; empty when the configuration was given as text. */
    public Optional<Path> config() {
        return config;
    }

    boolean isOpenToOthers() {
        return open;
    }

    /** The framework, for tests. */
    public Framework framework() {
        return framework.framework();
    }
}
