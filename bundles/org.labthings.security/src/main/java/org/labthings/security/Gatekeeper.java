package org.labthings.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows who may come in. A service; the HTTP server does not start without it. From any thread;
 * what may block says so. Nothing that it says or logs contains a secret.
 */
@ProviderType
public interface Gatekeeper {
    /** The present rules; quick enough for every request. */
    Policy policy();

    /**
     * Checks credentials. Never blocks: tokens and passwords that were right before are answered at
     * once.
     *
     * @param authorization the value of the {@code Authorization} header
     * @param from who asks
     */
    Answer check(String authorization, Source from);

    /**
     * Makes a ticket: a short-lived credential for a URL, good for reading only.
     *
     * @param caller whose rights it has
     * @param path the only path it is good for, or null for all that a viewer may read
     */
    Ticket ticket(Caller caller, String path);

    /**
     * Checks a ticket.
     *
     * @param path for which it is shown
     */
    Answer redeem(String ticket, String path, Source from);

    /** Writes a line of {@code audit.log}: something was refused. */
    void refused(Caller caller, Source from, String method, String path, String reason);

    /**
     * The certificate to serve with; made if there is none. Blocks, for seconds if it is made.
     *
     * @param names of this server
     * @throws IOException when there is none; the message says why and what to do
     */
    Certificate certificate(List<String> names) throws IOException;

    /**
     * Calls back, on a thread of the gatekeeper's, after the rules have changed.
     *
     * @return ends that
     */
    Runnable onChange(Runnable listener);

    /** The HTTP server tells that it can be reached; what had time until then is done now. */
    void listening();

    /**
     * Who sends a request, by the network.
     *
     * @param address of the other end
     * @param forwarded what a proxy on this machine says for whom it asks, or null
     */
    record Source(InetAddress address, String forwarded) {
        /** Whether it is this machine, and no proxy that asks for another one. */
        public boolean isLocal() {
            return forwarded == null && address != null && address.isLoopbackAddress();
        }

        /** For logs and limits. */
        @Override
        public String toString() {
            String text = address == null ? "unknown" : address.getHostAddress();
            return forwarded == null ? text : forwarded + " by " + text;
        }
    }

    /**
     * A ticket.
     *
     * @param secret to be shown as {@code ?ticket=}
     * @param seconds for which it is good
     */
    record Ticket(String secret, int seconds) {
        @Override
        public String toString() {
            return "Ticket[" + seconds + " s]";
        }
    }

    /**
     * A private key with its certificate.
     *
     * @param file PKCS#12
     * @param password of the file
     * @param fingerprint SHA-256 of the certificate, as browsers show it
     */
    record Certificate(Path file, String password, String fingerprint) {
        @Override
        public String toString() {
            return "Certificate[" + file + ", " + fingerprint + "]";
        }
    }
}
