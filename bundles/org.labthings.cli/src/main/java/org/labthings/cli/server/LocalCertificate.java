package org.labthings.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The self-signed certificate that a server on this machine made for itself: no authority vouches
 * for it, but its file, which only who started the server may read, does. Any other certificate
 * must be one that Java trusts.
 */
final class LocalCertificate {
    private final Whereabouts where;
    private boolean looked;
    private SSLContext context;

    LocalCertificate(Whereabouts where) {
        this.where = where;
    }

    synchronized void trust(HttpsURLConnection connection) throws IOException {
        if (!Whereabouts.isHere(where.url())) {
            return;
        }
        if (!looked) {
            looked = true;
            context = read();
        }
        if (context != null) {
            connection.setSSLSocketFactory(context.getSocketFactory());
            connection.setHostnameVerifier((host, session) -> true); // it is that very certificate
        }
    }

    private SSLContext read() throws IOException {
        Path folder = where.data().resolve("security");
        Path file = folder.resolve("tls.p12");
        Path password = folder.resolve("tls-password");
        if (!Files.isReadable(file) || !Files.isReadable(password)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, Files.readString(password).strip().toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (String alias : Collections.list(keys.aliases())) {
                Certificate certificate = keys.getCertificate(alias);
                if (certificate != null) {
                    trusted.setCertificateEntry(alias, certificate);
                }
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
