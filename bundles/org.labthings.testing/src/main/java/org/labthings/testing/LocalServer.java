package org.labthings.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.labthings.api.Thing;
import org.labthings.http.internal.server.HttpSettings;
import org.labthings.http.internal.server.PortlessServer;
import org.labthings.testing.internal.CoreHost;
import org.labthings.testing.internal.Entry;
import org.labthings.testing.internal.JsonValues;
import org.labthings.testing.internal.OpenDoor;
import org.labthings.testing.internal.Setup;
import org.labthings.testing.internal.SlotFilling;
import org.labthings.testing.internal.Stubs;

/**
 * A server without a port: the real core and the real HTTP handlers, over Things that the test has
 * made, reached through memory.
 *
 * <pre>{@code
 * try (LocalServer server = LocalServer.with("lamp", new Lamp()).start()) {
 *     assertEquals(201, server.send("PUT", "/lamp/brightness", "80").status());
 *     assertEquals("80", server.get("/lamp/brightness").text());
 * }
 * }</pre>
 *
 * <p>There are no bundles, so there is no servlet either (no Web Console, health or metrics), and
 * nobody has to log in. For those, and for a driver as a bundle, take {@link LabThingsServer}. For
 * clients that need a port there is {@link #listen}. Made and closed on the test's thread;
 * everything else from any thread.
 */
public final class LocalServer implements AutoCloseable {
    private static final URI BASE = URI.create("http://localhost");
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int STOP_MILLIS = 100; // the other end is this test
    private static final String VERSION = "0.0.0";

    private final CoreHost host;
    private final PortlessServer server;
    private final HttpClient client;
    private final Map<String, Thing> things = new ConcurrentHashMap<>();

    private LocalServer(Setup setup, Map<String, Object> http) throws Exception {
        host = new CoreHost(setup);
        setup.things.values().forEach(e -> things.put(e.name(), e.thing()));
        try {
            server =
                    new PortlessServer(
                            host.core(),
                            Stubs.annotation(HttpSettings.class, http),
                            VERSION,
                            new OpenDoor());
            host.tellFirst(server);
            client = new HttpClient();
            client.setFollowRedirects(false);
            client.start();
        } catch (Exception e) {
            host.close();
            throw e;
        }
    }

    /** A server with a Thing; more can be added before it is started, and later. */
    public static Builder with(String name, Thing thing) {
        return new Builder().with(name, thing);
    }

    /** A Thing of this server, from both sides. */
    public ThingProbe<Thing> thing(String name) {
        return thing(name, Thing.class);
    }

    /** A Thing of this server, by its class. */
    public <T extends Thing> ThingProbe<T> thing(String name, Class<T> type) {
        host.status(name); // says which there are
        return new ThingProbe<>(host, name, type.cast(things.get(name)));
    }

    /** Adds a Thing, as installing its driver does; waits until it runs. */
    public void add(String name, Thing thing) {
        add(new Entry(name, thing));
    }

    /** Adds a Thing with configured slots; waits until it runs. */
    public void add(String name, Thing thing, Map<String, ?> slots) {
        Entry entry = new Entry(name, thing);
        entry.slots().setAll(JsonValues.object(slots));
        add(entry);
    }

    private void add(Entry entry) {
        things.put(entry.name(), entry.thing());
        host.add(entry);
        host.awaitRunning(entry.name());
    }

    /** Takes a Thing away, as removing its driver does; returns when it is closed. */
    public void remove(String name) {
        host.withdraw(name);
        things.remove(name);
    }

    /** GET. */
    public LocalResponse get(String path) {
        return send("GET", path, null);
    }

    /**
     * Any request; waits for the whole answer.
     *
     * @param json body, or null for none
     * @param headers name, value, name, value and so on
     * @throws AssertionError when there is no answer within the deadline
     */
    public LocalResponse send(String method, String path, String json, String... headers) {
        CompletableResponseListener answer =
                new CompletableResponseListener(
                        request(method, path, json, headers), LARGEST_ANSWER);
        try {
            ContentResponse response =
                    answer.send().get(host.deadline().toMillis(), TimeUnit.MILLISECONDS);
            Map<String, String> fields = new HashMap<>();
            response.getHeaders().forEach(f -> fields.put(f.getName(), f.getValue()));
            return new LocalResponse(response.getStatus(), fields, response.getContent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: " + method + " " + path, e);
        } catch (ExecutionException | TimeoutException e) {
            throw unanswered(method, path, e);
        }
    }

    /**
     * Opens what does not end by itself, a picture stream or an event stream; close it.
     *
     * @throws AssertionError when the status is not 200
     */
    public InputStream open(String path, String... headers) {
        InputStreamResponseListener stream = new InputStreamResponseListener();
        request("GET", path, null, headers).send(stream);
        try {
            int status = stream.get(host.deadline().toMillis(), TimeUnit.MILLISECONDS).getStatus();
            if (status != 200) {
                byte[] body = stream.getInputStream().readNBytes(1000);
                throw new AssertionError(
                        path + ": " + status + " " + new String(body, StandardCharsets.UTF_8));
            }
            return stream.getInputStream();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: GET " + path, e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw unanswered("GET", path, e);
        }
    }

    private AssertionError unanswered(String method, String path, Exception e) {
        return new AssertionError(
                method + " " + path + " was not answered within " + host.deadline(), e);
    }

    private Request request(String method, String path, String json, String... headers) {
        Request request =
                client.newRequest(BASE.resolve(path)).method(method).transport(server.transport());
        if (json != null) {
            request.body(new StringRequestContent("application/json", json));
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            String value = headers[i + 1];
            String name = headers[i];
            request.headers(h -> h.put(name, value));
        }
        return request;
    }

    /** Opens a free port of the loopback address; returns its URL. For clients that need one. */
    public URI listen() {
        try {
            return server.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends streams and requests, then closes every Thing, the last opened first. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The test's HTTP client does not stop", e);
        } finally {
            server.close();
            host.close();
        }
    }

    /** What the test wants; for one thread. */
    public static final class Builder {
        private final Setup setup = new Setup();
        private final Map<String, Object> http = new HashMap<>();

        private Builder() {
            http.put("stop_timeout", STOP_MILLIS);
            http.put("stream_end_timeout", STOP_MILLIS);
        }

        /** Adds a Thing. */
        public Builder with(String name, Thing thing) {
            setup.add(new Entry(name, thing));
            return this;
        }

        /** Adds a fake, for others to be connected to. */
        public Builder with(String name, Fake<?> fake) {
            return with(name, (Thing) fake.thing());
        }

        /**
         * Connects a slot, as {@code thing_slots} of the configuration does.
         *
         * @param targets names of Things; none leaves the slot empty
         */
        public Builder connect(String thing, String slot, String... targets) {
            Map<String, Object> things = new LinkedHashMap<>();
            for (String target : targets) {
                things.put(target, setup.entry(target).thing());
            }
            SlotFilling.fill(setup.entry(thing), slot, things);
            return this;
        }

        /** The keyword arguments that a Thing finds in its context. */
        public Builder kwargs(String thing, Map<String, ?> kwargs) {
            setup.entry(thing).kwargs().setAll(JsonValues.object(kwargs));
            return this;
        }

        /** Prefix of all paths: {@code /api/v3}. */
        public Builder apiPrefix(String prefix) {
            setup.server.put("api__prefix", prefix);
            return this;
        }

        /** With a global lock. */
        public Builder globalLock() {
            setup.server.put("enable__global__lock", true);
            return this;
        }

        /** What {@code context.applicationConfig()} returns. */
        public Builder applicationConfig(Map<String, ?> configuration) {
            setup.server.put("application__config", JsonValues.of(configuration).toString());
            return this;
        }

        /** Where settings are loaded from and saved to; else a temporary folder. */
        public Builder settingsFolder(Path folder) {
            setup.settings = folder;
            return this;
        }

        /** Origins whose pages may use the server, as {@code cors_origins}. */
        public Builder corsOrigins(List<String> origins) {
            http.put("cors_origins", origins.toArray(String[]::new));
            return this;
        }

        /** When a request that a driver does not answer is answered with 504; else 300 s. */
        public Builder answerTimeout(int seconds) {
            http.put("answer_timeout", seconds);
            http.put("idle_timeout", seconds); // it is looked at when the connection is silent
            return this;
        }

        /** No wait of the test is longer; else 10 s. */
        public Builder deadline(Duration deadline) {
            setup.deadline = deadline;
            return this;
        }

        /**
         * Opens all Things.
         *
         * @throws AssertionError with the reason, when one of them does not run
         */
        public LocalServer start() {
            LocalServer server = launch();
            try {
                server.host.awaitAllRunning();
                return server;
            } catch (AssertionError e) {
                server.close();
                throw e;
            }
        }

        /** The same, but waits for no Thing: see {@link ThingProbe#awaitState}. */
        public LocalServer launch() {
            try {
                return new LocalServer(setup, http);
            } catch (Exception e) {
                throw new IllegalStateException("The test's server does not start", e);
            }
        }
    }
}
