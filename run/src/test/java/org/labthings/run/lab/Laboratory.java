package org.labthings.run.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.labthings.launcher.Home;
import org.labthings.launcher.LabServer;
import org.osgi.framework.BundleContext;

/**
 * The packaged run-time set, booted in this process on a free port. {@code try (Laboratory lab =
 * Laboratory.open(folder, config)) { lab.get("/things/"); }}
 */
public final class Laboratory implements AutoCloseable {
    /** No wait of a test is longer. */
    public static final long DEADLINE_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<URI> listening = new CompletableFuture<>();
    private final Path plugins;
    private final Path log;
    private LabServer server;

    private Laboratory(Path plugins, Path log) {
        this.plugins = plugins;
        this.log = log;
    }

    /** Starts a server on this configuration; returns when it listens. */
    public static Laboratory open(Path folder, String config, String... more) throws Exception {
        return open(folder, List.of("--json", config), more);
    }

    /** Starts a server on this configuration file; returns when it listens. */
    public static Laboratory openFile(Path folder, Path config, String... more) throws Exception {
        return open(folder, List.of("--config", config.toString()), more);
    }

    private static Laboratory open(Path folder, List<String> source, String... more)
            throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Laboratory lab = new Laboratory(plugins, folder.resolve("data/logs/labthings.log"));
        List<String> arguments = new ArrayList<>(source);
        arguments.addAll(List.of("--port", "0"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of("--plugins", plugins.toString()));
        arguments.addAll(List.of(more));
        Home home = new Home(Path.of(System.getProperty(Home.PROPERTY)));
        lab.server = LabServer.prepare(home, lab::report, arguments.toArray(String[]::new));
        try {
            lab.server.start();
            lab.listening.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    private void report(Map<String, Object> event) {
        if ("listening".equals(event.get("event"))) {
            listening.complete(URI.create(String.valueOf(event.get("url"))));
        } else if ("failed".equals(event.get("event"))) {
            listening.completeExceptionally(
                    new IllegalStateException(String.valueOf(event.get("message"))));
        }
    }

    /** Where it listens. */
    public URI url() {
        return listening.join();
    }

    /** The folder that is watched for drivers. */
    public Path plugins() {
        return plugins;
    }

    /** The framework. */
    public BundleContext framework() {
        return server.framework().getBundleContext();
    }

    /** GET. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    /** Any request; a body is JSON. */
    public HttpResponse<String> send(String method, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path));
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks until the answer is as wanted; the folder is polled, so nothing could be waited on. */
    public HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        HttpResponse<String> last = get(path);
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        path + " still answers " + last.statusCode() + " " + last.body());
            }
            pause();
            last = get(path);
        }
        return last;
    }

    /** Waits until the log file contains a text. */
    public void awaitLog(String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!Files.exists(log) || !Files.readString(log).contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "The log does not say '" + text + "' but\n" + Files.readString(log));
            }
            pause();
        }
    }

    /** Between two looks at something that cannot be waited on. */
    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @Override
    public void close() {
        server.close();
    }
}
