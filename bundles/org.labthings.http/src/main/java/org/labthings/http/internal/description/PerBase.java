package org.labthings.http.internal.description;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A document that depends on nothing but the base URL that the client used. The last one is kept:
 * most servers are only ever called by one name. Immutable but for that; no locks.
 */
final class PerBase {
    private final Function<String, byte[]> renderer;
    private volatile Document last;

    PerBase(Function<String, byte[]> renderer) {
        this.renderer = renderer;
    }

    /**
     * A document for one base URL.
     *
     * @param etag its entity tag, with quotes
     */
    record Document(String base, byte[] body, String etag) {}

    Document get(String base) {
        Document document = last;
        if (document == null || !document.base().equals(base)) {
            byte[] body = renderer.apply(base);
            document = new Document(base, body, '"' + digest(body) + '"');
            last = document;
        }
        return document;
    }

    /** The JSON text of a string. */
    static byte[] json(String text) {
        String quoted =
                '"'
                        + String.valueOf(
                                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                                        .quoteAsString(text))
                        + '"';
        return quoted.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] body) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(sum, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
