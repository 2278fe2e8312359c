package org.labthings.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.client.ClientOptions;
import org.labthings.client.ClientPropertyError;
import org.labthings.client.Credentials;
import org.labthings.client.Observation;
import org.labthings.client.ObservationChannel;
import org.labthings.client.ThingClient;
import org.labthings.client.ThingDescriptionError;
import org.labthings.client.ThingUnavailableError;
import org.labthings.run.lab.Laboratory;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;

/**
 * A server that wants a login and has made its own certificate, from a client and a remote Thing.
 */
class SecuredClientIT {
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"},"
                    + " \"security\": {\"require_login\": true}}";

    @TempDir Path folder;

    @Test
    void whoMayAndOnlyWhoMayIsLetIn() throws Exception {
        AccountStore store = new AccountStore(folder.resolve("there/data/security"));
        String viewer = store.createToken("viewer", Role.VIEWER, null);
        String operator = store.createToken("operator", Role.OPERATOR, null);
        try (Laboratory there = Laboratory.open(folder.resolve("there"), CONFIG, "--tls")) {
            URI url = there.url().resolve("/counter/");
            ThingUnavailableError untrusted =
                    assertThrows(
                            ThingUnavailableError.class, () -> ThingClient.fromUrl(url.toString()));
            assertTrue(untrusted.getMessage().contains("cannot be asked"), untrusted::toString);
            String certificate = certificate(url);
            ClientOptions trusting = ClientOptions.defaults().certificate(certificate);
            ThingDescriptionError stranger =
                    assertThrows(
                            ThingDescriptionError.class, () -> ThingClient.fromUrl(url, trusting));
            assertEquals(401, stranger.status());
            try (ThingClient looking =
                    ThingClient.fromUrl(url, trusting.credentials(Credentials.bearer(viewer)))) {
                assertEquals(1L, looking.property("step").read());
                ClientPropertyError no =
                        assertThrows(
                                ClientPropertyError.class, () -> looking.property("step").write(2));
                assertEquals(403, no.status());
            }
            for (ObservationChannel channel : ObservationChannel.values()) {
                observe(
                        url,
                        trusting.credentials(Credentials.bearer(operator))
                                .observationChannel(channel));
            }
            remote(url, certificate, operator);
        }
    }

    /** The one that is there, as the refusal of another one says it. */
    private static String certificate(URI url) {
        ClientOptions other = ClientOptions.defaults().certificate("0".repeat(64));
        ThingUnavailableError e =
                assertThrows(ThingUnavailableError.class, () -> ThingClient.fromUrl(url, other));
        Matcher found = Pattern.compile("certificate ([0-9a-f]{64})").matcher(e.getMessage());
        assertTrue(found.find(), e::toString);
        return found.group(1);
    }

    private static void observe(URI url, ClientOptions options) throws Exception {
        try (ThingClient counter = ThingClient.fromUrl(url, options)) {
            BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            try (Observation observation = counter.property("counter").observe(seen::add)) {
                assertNotNull(seen.poll(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS));
                counter.action("increment").call();
                assertNotNull(seen.poll(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
        }
    }

    private void remote(URI url, String certificate, String token) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        String config =
                """
                {"things": {
                  "far": {"class": "remote", "kwargs": {"url": "%s", "certificate": "%s", "token_file": "%s"}},
                  "denied": {"class": "remote", "kwargs": {"url": "%s", "certificate": "%s"}}
                }}
                """
                        .formatted(url, certificate, file, url, certificate);
        try (Laboratory here = Laboratory.open(folder.resolve("here"), config)) {
            here.await("/far/step", r -> r.body().equals("1"));
            String denied = here.await("/denied/", r -> r.statusCode() == 503).body();
            assertTrue(denied.contains("answers with the status 401"), denied);
        }
    }
}
