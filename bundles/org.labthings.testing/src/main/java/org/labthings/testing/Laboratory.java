package org.labthings.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.labthings.launcher.Home;
import org.labthings.launcher.LabServer;
import org.labthings.testing.internal.ClassPathBundles;
import org.labthings.testing.internal.Distribution;
import org.labthings.testing.internal.Patience;
import org.osgi.framework.BundleContext;

/**
 * The packaged run-time set, booted in this process on a free port:
 *
 * <pre>{@code
 * try (Laboratory lab = Laboratory.open(folder, "{\"things\": {}}")) {
 *     lab.get("/things/");
 * }
 * }</pre>
 *
 * <p>The set is the artifact {@code org.labthings:org.labthings.runtime} on the class path of the
 * test, or the unpacked distribution that the system property {@code labthings.home} names. Bundles
 * have class loaders of their own, so the test talks to Things over HTTP. Several may run at a
 * time, each in its folder. From any thread; waits end after {@link #DEADLINE_SECONDS}.
 */
public class Laboratory implements AutoCloseable {
    /** No wait of a test is longer. */
    public static final long DEADLINE_SECONDS = 30;

    private static final Duration DEADLINE = Duration.ofSeconds(DEADLINE_SECONDS);
    private static final int SHOWN_LOG = 4000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<URI> listening = new CompletableFuture<>();
    private final Path plugins;
    private final Path log;
    private final LabServer server;

    /**
     * Starts a server; returns when it listens.
     *
     * @param folder for its data and plugins
     * @param arguments as on the command line; they decide over the port and the data folder, too
     * @throws Exception when it does not come up, with the newest lines of its log
     */
    protected Laboratory(Path folder, List<String> arguments) throws Exception {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        log = folder.resolve("data/logs/labthings.log");
        List<String> all = new ArrayList<>();
        all.addAll(List.of("--port", "0"));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of("--plugins", plugins.toString()));
        all.addAll(arguments);
        Home home = new Home(Distribution.home());
        server = LabServer.prepare(home, this::report, all.toArray(String[]::new));
        try {
            server.start();
            listening.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException("The server does not come up; its log:\n" + log(), e);
        }
    }

    /** Starts a server on this configuration; returns when it listens. */
    public static Laboratory open(Path folder, String config, String... more) throws Exception {
        return new Laboratory(folder, arguments("--json", config, more));
    }

    /** Starts a server on this configuration file; returns when it listens. */
    public static Laboratory openFile(Path folder, Path config, String... more) throws Exception {
        return new Laboratory(folder, arguments("--config", config.toString(), more));
    }

    /** An option before others. */
    protected static List<String> arguments(String option, String value, String... more) {
        List<String> all = new ArrayList<>(List.of(option, value));
        all.addAll(List.of(more));
        return all;
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

    /**
     * Installs or upgrades a driver: puts it into the plugins folder. What comes of it is seen
     * later; see {@link #awaitRunning}.
     *
     * @param bundle a jar, or a folder with classes and a bundle's manifest
     * @return the file in the plugins folder; delete it, and the driver is removed
     */
    public Path install(Path bundle) throws IOException {
        return ClassPathBundles.deploy(bundle, plugins);
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
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path)).timeout(DEADLINE);
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
        Last last = new Last();
        Patience.await(
                DEADLINE,
                () -> wanted.test(last.ask(this, path)),
                () -> path + " still answers " + last.answer.statusCode() + " " + last.body());
        return last.answer;
    }

    /** The newest answer, and a way to ask that throws nothing checked. */
    private static final class Last {
        private HttpResponse<String> answer;

        HttpResponse<String> ask(Laboratory lab, String path) {
            try {
                answer = lab.get(path);
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted: " + path, e);
            }
        }

        String body() {
            return answer.body();
        }
    }

    /** Waits until a Thing is served. */
    public void awaitRunning(String thing) throws Exception {
        await("/" + thing + "/", answer -> answer.statusCode() == 200);
    }

    /** The newest part of its log. */
    public String log() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - SHOWN_LOG));
    }

    /** Waits until the log file contains a text. */
    public void awaitLog(String text) throws Exception {
        await(log, text);
    }

    /** Waits until the audit log contains a text. */
    public void awaitAudit(String text) throws Exception {
        await(log.resolveSibling("audit.log"), text);
    }

    private static void await(Path log, String text) {
        Patience.await(
                DEADLINE,
                () -> read(log).contains(text),
                () -> log + " does not say '" + text + "' but\n" + read(log));
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be read", e);
        }
    }

    /** Stops it in order; bounded by the deadlines of its Things. */
    @Override
    public void close() {
        server.close();
    }
}
