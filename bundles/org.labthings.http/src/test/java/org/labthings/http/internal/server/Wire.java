package org.labthings.http.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.labthings.config.schema.ConfigurationSchema;
import org.labthings.core.ServedThing;
import org.labthings.core.Things;
import org.labthings.http.fake.FakeGatekeeper;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.logging.LogHistory;
import org.labthings.schema.Json;

/** The real server on a free port, with fakes behind it, and clients for it. */
final class Wire implements AutoCloseable {
    static final Limits LIMITS =
            TestSettings.limits(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofMillis(500),
                    64 * 1024,
                    8,
                    true,
                    false);

    final FakeGatekeeper gatekeeper = new FakeGatekeeper();
    final FakeServer core;
    final RequestMeters meters = new RequestMeters();
    final WireServer server;
    volatile LogHistory log;
    volatile ConfigurationSchema schema;
    final String base;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    Wire(FakeServer core, Limits limits, Things view) throws Exception {
        this.core = core;
        this.server =
                new WireServer(
                        core,
                        limits,
                        "0.1.0",
                        new Services(() -> log, () -> schema),
                        meters,
                        gatekeeper);
        server.serve(view);
        this.base = server.listen(new Address("127.0.0.1", 0), false);
        this.port = URI.create(base).getPort();
    }

    static Wire of(ServedThing... things) throws Exception {
        return new Wire(new FakeServer(""), LIMITS, FakeServer.view(things));
    }

    int port() {
        return port;
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        return client.send(
                request(method, path, body, headers),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder b =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            b.headers(headers);
        }
        return b.method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return client.send(request("GET", path, null, headers), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> putJson(String path, String json) throws Exception {
        return send("PUT", path, json, "Content-Type", "application/json");
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }

    /** Sends text as it is and reads until the server closes. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    /** A request line and headers, closing afterwards. */
    String rawRequest(String line, String... headers) throws IOException {
        StringBuilder b = new StringBuilder(line).append("\r\n");
        for (String h : headers) {
            b.append(h).append("\r\n");
        }
        return raw(b.append("Connection: close\r\n\r\n").toString());
    }

    @Override
    public void close() {
        server.stop();
    }
}
