package org.labthings.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.framework.StartClasses;
import org.osgi.framework.BundleContext;

/**
 * Starts the demo on a free port and a throw-away data folder, asks it something, and stops it:
 * while the JVM and {@link StartClasses} record which classes a start needs. The command runs it
 * once for each Java runtime, with {@code -XX:ArchiveClassesAtExit}; later starts find these
 * classes ready to use.
 */
final class Training {
    /** System property that asks for a training run instead of a server. */
    static final String PROPERTY = "labthings.training";

    private static final int SECONDS = 60;
    private static final int SOCKET_MILLIS = 5000;

    private Training() {}

    static boolean isAsked() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** The exit status; what goes wrong only costs the speed-up. */
    static int run(Home home) {
        try {
            Path data = Files.createTempDirectory("labthings-training");
            try {
                serve(home, data);
                return Exit.OK;
            } finally {
                deleteAll(data);
            }
        } catch (IOException
                | LaunchException
                | ExecutionException
                | TimeoutException
                | UncheckedIOException e) {
            return Exit.SETUP;
        } catch (InterruptedException e) {
            return Exit.FORCED;
        }
    }

    private static void serve(Home home, Path data)
            throws LaunchException,
                    InterruptedException,
                    ExecutionException,
                    TimeoutException,
                    IOException {
        Path log = path(StartClasses.LOG);
        Path list = path(StartClasses.FILE);
        AtomicLong loaded = new AtomicLong();
        CompletableFuture<String> url = new CompletableFuture<>();
        try (LabServer server =
                LabServer.prepare(
                        home,
                        event -> {
                            if ("listening".equals(event.get("event"))) {
                                loaded.set(log == null ? 0 : log.toFile().length());
                                url.complete(String.valueOf(event.get("url")));
                            } else if ("failed".equals(event.get("event"))) {
                                url.completeExceptionally(new IOException(event.toString()));
                            }
                        },
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--config",
                        home.demo().toString())) {
            server.start();
            ask(URI.create(url.get(SECONDS, TimeUnit.SECONDS)));
            if (log != null && list != null) {
                BundleContext context = server.framework().getBundleContext();
                StartClasses.record(log, loaded.get(), list, context);
            }
        }
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        return value == null ? null : Path.of(value);
    }

    private static void ask(URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(SOCKET_MILLIS);
            String request =
                    "GET /thing_descriptions/ HTTP/1.1\r\nHost: "
                            + server.getAuthority()
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            answer.readAllBytes();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
