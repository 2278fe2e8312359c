package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;

/** The subcommands, and the error page, with TLS and the certificate that the server made. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsCommandsIT {
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"}}";
    private static final String BROKEN =
            "{\"things\": {\"counter\": {\"class\": \"org.labthings.thing.counter.Counter\","
                    + " \"kwargs\": {\"start\": \"many\"}}}}";

    @TempDir static Path folder;
    private static Command server;

    @BeforeAll
    static void start() throws Exception {
        server = labthings("-j", CONFIG, "--port", "0", "--tls");
        server.await("Ready after");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Command labthings(String... words) throws Exception {
        return Command.run(folder, Command.distributed(), words);
    }

    private static void says(String output, String... words) throws Exception {
        try (Command command = labthings(words)) {
            String all = command.rest();
            assertEquals(0, command.exit(), all);
            assertTrue(all.contains(output), all);
        }
    }

    private static URI url() throws Exception {
        return URI.create(Files.readString(folder.resolve("labthings-data/url")).strip());
    }

    @Test
    @Order(1)
    void aServerOnThisMachineIsTrustedByTheFileOfItsCertificate() throws Exception {
        assertEquals("https", url().getScheme());
        says("counter", "things");
        says("", "set", "counter", "step", "7");
        says("7", "get", "counter", "step");
        says("7", "shell", "--command", "get counter step");
        String[] stranger = {"things", "--url", url().toString(), "--data", "elsewhere"};
        try (Command command = labthings(stranger)) {
            String all = command.rest();
            assertEquals(3, command.exit(), all);
            assertTrue(all.contains("cannot be reached"), all);
        }
    }

    @Test
    @Order(2)
    void watchTellsEachChangeUntilTheServerGoes() throws Exception {
        try (Command watch = labthings("watch", "counter", "step", "--json")) {
            watch.await("7");
            for (String value : List.of("11", "12", "13")) {
                says("", "set", "counter", "step", value);
                watch.await(value);
            }
            server.signal("INT");
            assertEquals(0, server.exit());
            assertEquals(3, watch.exit(), "the server went");
            assertTrue(watch.rest().contains("has ended the stream"));
        }
    }

    @Test
    @Order(3)
    void whoWaitsOnAnEncryptedPageFindsTheErrorPageThere() throws Exception {
        try (Command failed = labthings("-j", BROKEN, "--port", "0", "--tls", "--fallback")) {
            String at = failed.await("Error page: ").replaceAll(".*(https://\\S+/).*", "$1");
            HttpClient client = HttpClient.newBuilder().sslContext(trusted()).build();
            HttpResponse<String> page =
                    client.send(
                            HttpRequest.newBuilder(URI.create(at)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(500, page.statusCode());
            assertTrue(page.body().contains("should be an integer"), page.body());
            HttpRequest retry =
                    HttpRequest.newBuilder(URI.create(at + "labthings_fallback/retry"))
                            .header("Origin", at.substring(0, at.length() - 1))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            assertEquals(
                    202, client.send(retry, HttpResponse.BodyHandlers.ofString()).statusCode());
            failed.await("Error page: " + at);
            failed.signal("TERM");
            failed.exit();
        }
    }

    /** The certificate that the server made at its first start. */
    private static SSLContext trusted() throws Exception {
        Path security = folder.resolve("labthings-data/security");
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(security.resolve("tls.p12"))) {
            own.load(in, Files.readString(security.resolve("tls-password")).strip().toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("labthings"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
