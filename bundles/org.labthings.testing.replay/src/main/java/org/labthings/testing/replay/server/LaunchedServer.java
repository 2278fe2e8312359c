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

/** A server process on a folder of its own. It counts as up when it answers any HTTP. */
final class LaunchedServer implements Server {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final long PROBE_PAUSE_MILLIS = 50;

    private final List<String> command;
    private final Address address;
    private final Path folder;
    private final Path settings;
    private final Path log;
    private volatile Process process;

    LaunchedServer(List<String> command, int port, Path folder, Path settings, Path log) {
        this.command = command;
        this.address = new Address("127.0.0.1", port);
        this.folder = folder;
        this.settings = settings;
        this.log = log;
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

    /** Ends it at once, from any thread. */
    void kill() {
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
