package org.labthings.client.internal.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.labthings.client.ClientOptions;
import org.labthings.client.Credentials;

/** The configuration of a remote Thing as options of its client. */
final class RemoteOptions {
    private RemoteOptions() {}

    static URI url(String text) {
        try {
            URI url = new URI(text.strip());
            if (url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "url must be that of a Thing, such as http://microscope.local:5000/camera/, without"
                        + " a password in it, not '"
                        + text
                        + "'");
    }

    static ClientOptions of(RemoteConfiguration c) {
        if (!(c.timeout() > 0) || c.timeout() > 86_400) {
            throw new IllegalArgumentException(
                    "timeout must be positive and at most a day, not " + c.timeout());
        }
        Duration patience = seconds("patience", c.patience());
        return ClientOptions.defaults()
                .credentials(credentials(c))
                .requestTimeout(Duration.ofNanos(Math.round(c.timeout() * 1e9)))
                .descriptionTimeout(patience)
                .connectTimeout(patience)
                .idleTimeout(Duration.ofSeconds(20))
                .longestReconnect(Duration.ofSeconds(1))
                .certificate(c.certificate().isBlank() ? null : c.certificate());
    }

    /**
     * Seconds of the configuration as a time.
     *
     * @throws IllegalArgumentException when they make no sense
     */
    static Duration seconds(String what, double seconds) {
        if (!(seconds >= 0.05 && seconds <= 3600)) {
            throw new IllegalArgumentException(
                    what + " must be 0.05 to 3600 seconds, not " + seconds);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static Credentials credentials(RemoteConfiguration c) {
        String token = secret("token", c.token(), c.token_file());
        String password = secret("password", c.password(), c.password_file());
        if (!token.isEmpty() && !c.user().isEmpty()) {
            throw new IllegalArgumentException("It logs in by user or by token, not by both");
        }
        if (!token.isEmpty()) {
            return Credentials.bearer(token);
        }
        if (c.user().isEmpty()) {
            return Credentials.none();
        }
        return Credentials.basic(c.user(), password);
    }

    private static String secret(String what, String given, String file) {
        if (!given.isEmpty() || file.isEmpty()) {
            return given;
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    what + "_file " + file + " cannot be read: " + e.getMessage());
        }
    }
}
