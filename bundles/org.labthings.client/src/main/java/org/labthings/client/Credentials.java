package org.labthings.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.labthings.client.internal.http.Credential;

/**
 * Who asks. Sent with every request to the origin (scheme, host and port) of the Thing's URL, and
 * to no other.
 */
public final class Credentials {
    private static final Credentials NONE = new Credentials(Credential.NONE);

    private final Credential credential;

    private Credentials(Credential credential) {
        this.credential = credential;
    }

    /**
     * Nobody in particular.
     *
     * @return what sends no credentials
     */
    public static Credentials none() {
        return NONE;
    }

    /**
     * A user's name and password.
     *
     * @param user name there
     * @param password in plain text; TLS keeps it secret
     * @return what logs in with each request
     */
    public static Credentials basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials(
                new Credential("Basic " + Base64.getEncoder().encodeToString(pair), null));
    }

    /**
     * An API token.
     *
     * @param token as the server gave it
     * @return what sends it with each request
     */
    public static Credentials bearer(String token) {
        return new Credentials(new Credential("Bearer " + token.strip(), null));
    }

    /**
     * A ticket, which is good for reading, for as long as its server says.
     *
     * @param ticket as the server gave it
     * @return what adds it to each URL
     */
    public static Credentials ticket(String ticket) {
        String encoded = URLEncoder.encode(ticket.strip(), StandardCharsets.UTF_8);
        return new Credentials(new Credential(null, "ticket=" + encoded));
    }

    Credential credential() {
        return credential;
    }

    @Override
    public String toString() {
        return "Credentials[...]";
    }
}
