package org.labthings.client.internal.http;

import java.net.URI;

/**
 * What a request carries to say who asks. Sent only to the origin (scheme, host and port) that the
 * Thing's own URL has: a description must not make a client hand its password to somebody else.
 *
 * @param authorization value of the header, or null
 * @param query text for the query, {@code ticket=...} for instance, or null
 */
public record Credential(String authorization, String query) {
    /** Nothing. */
    public static final Credential NONE = new Credential(null, null);

    @Override
    public String toString() {
        return "Credential[...]"; // never in a log
    }

    URI apply(URI uri) {
        if (query == null) {
            return uri;
        }
        String text = uri.toString();
        int fragment = text.indexOf('#');
        String plain = fragment < 0 ? text : text.substring(0, fragment);
        return URI.create(plain + (plain.contains("?") ? '&' : '?') + query);
    }
}
