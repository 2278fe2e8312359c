package org.labthings.launcher.internal.fallback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate that the server served with last, so that who waits on an https page finds the
 * error page there. The server writes down which one that was: {@code security/tls-configured} has
 * the paths of a key store and of the file with its password; without it, the self-signed one
 * counts.
 */
final class FallbackTls {
    private FallbackTls() {}

    /** Empty when there is none, or it cannot be used: then the page is served without. */
    static Optional<SSLContext> of(Path data) {
        Path folder = data.resolve("security");
        try {
            Path configured = folder.resolve("tls-configured");
            if (Files.exists(configured)) {
                List<String> paths = Files.readAllLines(configured, StandardCharsets.UTF_8);
                if (paths.size() < 2) {
                    return Optional.empty();
                }
                return Optional.of(context(Path.of(paths.get(0)), Path.of(paths.get(1))));
            }
            Path own = folder.resolve("tls.p12");
            return Files.exists(own)
                    ? Optional.of(context(own, folder.resolve("tls-password")))
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // it may be the very reason why the server does not start
        }
    }

    private static SSLContext context(Path file, Path passwordFile)
            throws IOException, GeneralSecurityException {
        char[] password =
                Files.readString(passwordFile).lines().findFirst().orElse("").strip().toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
