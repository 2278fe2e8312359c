package org.labthings.security.internal.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.labthings.security.Gatekeeper.Certificate;
import org.labthings.security.store.AccountStore;
import org.labthings.security.store.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate: the one that somebody configured, else a self-signed one in the folder,
 * made at the first need and anew before it ends. Blocks.
 */
public final class CertificateStore {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.security");
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final Path file;
    private final PrivateFile password;

    /** For the launcher's error page: paths of a key store and its password file. */
    private final PrivateFile lastConfigured;

    /** Keeps what it makes in a folder. */
    public CertificateStore(Path folder) {
        file = folder.resolve("tls.p12");
        password = new PrivateFile(folder.resolve("tls-password"));
        lastConfigured = new PrivateFile(folder.resolve("tls-configured"));
    }

    /**
     * One that somebody configured.
     *
     * @throws IOException when it cannot be used
     */
    public Certificate configured(Path keystore, String passwordFile) throws IOException {
        if (passwordFile.isEmpty()) {
            throw new IOException(
                    "security.tls_keystore is given, but not security.tls_password_file: a file"
                            + " whose first line is the password of "
                            + keystore);
        }
        String secret = firstLine(Path.of(passwordFile));
        X509Certificate certificate = open(keystore, secret);
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
            LOG.warn(
                    "The certificate in {} has ended on {}: clients will refuse it", keystore, end);
        } else if (end.isBefore(Instant.now().plus(RENEWAL))) {
            LOG.warn("The certificate in {} ends on {}: renew it", keystore, end);
        }
        Path secrets = Path.of(passwordFile);
        lastConfigured.write(keystore.toAbsolutePath() + "\n" + secrets.toAbsolutePath() + "\n");
        return new Certificate(keystore, secret, fingerprint(certificate));
    }

    /**
     * The self-signed one.
     *
     * @param names of this server
     * @throws IOException when it cannot be made or used
     */
    public Certificate selfSigned(List<String> names) throws IOException {
        Files.deleteIfExists(lastConfigured.path());
        if (Files.exists(file)) {
            String secret = password.read().strip();
            X509Certificate certificate = open(file, secret);
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isAfter(Instant.now().plus(RENEWAL))) {
                return new Certificate(file, secret, fingerprint(certificate));
            }
            LOG.info("The self-signed certificate ends on {}: it is made anew", end);
            Files.delete(file);
        }
        String secret = AccountStore.secret();
        PrivateFile.folder(file.getParent());
        password.write(secret + "\n");
        KeyTool.selfSigned(file, secret, names);
        X509Certificate certificate = open(file, secret);
        LOG.info("Made a self-signed certificate for {}", names);
        return new Certificate(file, secret, fingerprint(certificate));
    }

    private static String firstLine(Path passwordFile) throws IOException {
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("").strip();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "security.tls_password_file: there is no file " + passwordFile, e);
        } catch (IOException e) {
            throw new IOException(
                    "security.tls_password_file: " + passwordFile + " cannot be read", e);
        }
    }

    /** The certificate of the only or first key. */
    private static X509Certificate open(Path file, String secret) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, secret.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return certificate;
                }
            }
            throw new IOException(
                    "The key store " + file + " holds no private key with a certificate");
        } catch (NoSuchFileException e) {
            throw new IOException("There is no key store " + file, e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IOException(
                        "The password of the key store " + file + " is another one", e);
            }
            throw e.getMessage() != null && e.getMessage().contains(file.toString())
                    ? e
                    : new IOException("The key store " + file + " is no PKCS#12 file", e);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The key store " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(X509Certificate certificate) throws IOException {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(sum).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
