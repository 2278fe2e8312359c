package org.labthings.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers say of instruments that are away, and what those do not that know nothing of it. */
class StatusPageTest {
    private static final String TD =
            "{\"title\": \"Counter\", \"properties\": {}, \"actions\": {}, \"events\": {}}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String said = "{}";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String uri = exchange.getRequestURI().toString();
                    boolean list = uri.contains("/things/");
                    if (list) {
                        asked.add(uri);
                    }
                    byte[] body = (list ? said : TD).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(list ? status : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ThingClient client(String path) {
        return ThingClient.fromUrl("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String of(String state, boolean served) {
        return "{\"my counter\": {\"state\": \""
                + state
                + "\", \"reason\": \"No cable.\", \"served\": "
                + served
                + "}}";
    }

    @Test
    void theReasonIsThatOfTheServer() {
        try (ThingClient client = client("/lab/my%20counter/")) {
            said = of("waiting", true);
            assertEquals(Optional.of("No cable."), client.instrumentAway());
            assertEquals(List.of("/lab/things/?status=my+counter"), asked);
            said = of("running", true);
            assertEquals(Optional.empty(), client.instrumentAway());
            said = of("waiting", false);
            assertEquals(Optional.empty(), client.instrumentAway(), "the Thing itself is away");
        }
    }

    @Test
    void aServerThatDoesNotSayItIsAskedOnce() {
        try (ThingClient client = client("/counter/")) {
            said = "{\"counter\": \"http://127.0.0.1/counter/\"}"; // as LabThings-FastAPI answers
            assertEquals(Optional.empty(), client.instrumentAway());
            assertEquals(Optional.empty(), client.instrumentAway());
            assertEquals(1, asked.size(), asked::toString);
        }
        try (ThingClient client = client("/counter")) {
            status = 404;
            assertEquals(Optional.empty(), client.instrumentAway());
            assertEquals(Optional.empty(), client.instrumentAway());
            assertEquals(2, asked.size(), asked::toString);
        }
    }

    @Test
    void aServerThatFailsIsAskedAgain() {
        try (ThingClient client = client("/my+counter/")) {
            status = 503;
            assertEquals(Optional.empty(), client.instrumentAway());
            status = 200;
            said = of("waiting", true).replace("my counter", "my+counter");
            assertEquals(Optional.of("No cable."), client.instrumentAway());
        }
    }
}
