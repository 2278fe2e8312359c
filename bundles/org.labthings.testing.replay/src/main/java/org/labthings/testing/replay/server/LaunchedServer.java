package org.labthings.testing.replay.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.RawRequest;

/**
 * A server process on a fresh folder and a free port. It counts as up when it answers any HTTP. In
 * the command's words are filled in: <code>{config}</code>, the configuration file; <code>{port}
 * </code>; <code>{folder}</code>, an empty folder for whatever the server keeps.
 */
public final class LaunchedServer implements Server {
    /** Where the file with the configuration, settings and data go. */
    @FunctionalInterface
    public interface Configuration {
        /** The text of the configuration file of a server that keeps its settings there. */
        String text(Path settingsFolder) throws IOException;
    }

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final long PROBE_PAUSE_MILLIS = 50;
    private static final String SETTINGS = "settings";
    private static final FreePorts PORTS = new FreePorts();

    private final List<String> command;
    private final Address address;
    private final Path folder;
    private final Path settings;
    private final Path log;
    private volatile Process process;

    private LaunchedServer(List<String> command, Address address, Path folder, Path log) {
        this.command = command;
        this.address = address;
        this.folder = folder;
        this.settings = folder.resolve(SETTINGS);
        this.log = log;
        // Whoever is interrupted leaves no processes behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * Lays out the folder of a server; {@link #start} starts it, {@link #close} deletes the folder.
     *
     * @param command program and arguments
     * @param workFolder where the server's folder and its log, {@code <name>.log}, go; it is
     *     created, the log stays
     * @param name of this server, fit for a file
     */
    public static LaunchedServer prepare(
            List<String> command, Configuration configuration, Path workFolder, String name)
            throws IOException {
        Files.createDirectories(workFolder);
        Path folder = Files.createTempDirectory(workFolder, "server-").toAbsolutePath();
        Path config = folder.resolve("config.json");
        Files.writeString(config, configuration.text(folder.resolve(SETTINGS)));
        Address address = new Address("127.0.0.1", PORTS.next());
        List<String> words =
                command.stream()
                        .map(
                                word ->
                                        word.replace("{config}", config.toString())
                                                .replace("{port}", String.valueOf(address.port()))
                                                .replace("{folder}", folder.toString()))
                        .toList();
        Path log = workFolder.resolve(name + ".log").toAbsolutePath();
        Files.deleteIfExists(log);
        return new LaunchedServer(words, address, folder, log);
    }

    /** What it has written to its standard output and error. */
    public Path log() {
        return log;
    }

    /** Its folder, until it is closed. */
    public Path folder() {
        return folder;
    }

    /** Of the running process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public URI base() {
        return URI.create("http://" + address);
    }

    @Override
    public Optional<Path> settingsFolder() {
        return Optional.of(settings);
    }

    @Override
    public boolean restartable() {
        return true;
    }

    @Override
    public boolean start() {
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
        Deadline deadline = Deadline.after(START);
        try {
            while (!deadline.passed()) {
                if (answers()) {
                    return true;
                }
                if (process.waitFor(PROBE_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean answers() {
        RawRequest probe =
                new RawRequest(
                        "GET", "/openapi.json", Map.of("Host", address.toString()), new byte[0]);
        try {
            HttpConnection.exchange(address, probe, PROBE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        process = null;
    }

    private void kill() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    /** Stops it and deletes its folder. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
