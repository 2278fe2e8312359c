package org.labthings.http.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of paths and queries as browsers and Python read it: what is no valid escape
 * stands for itself, what is no UTF-8 becomes a replacement character. It never fails.
 */
public final class PercentCoding {
    private PercentCoding() {}

    /** Decodes; the same object when there is nothing to decode. */
    public static String decode(String raw) {
        return raw.indexOf('%') < 0 ? raw : decoded(raw);
    }

    /** Decodes a part of a query, where a plus is a space. */
    public static String decodeQuery(String raw) {
        return decode(raw.replace('+', ' '));
    }

    private static String decoded(String raw) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        int i = 0;
        while (i < in.length) {
            int high = in[i] == '%' && i + 2 < in.length ? digit(in[i + 1]) : -1;
            int low = high < 0 ? -1 : digit(in[i + 2]);
            out.write(low < 0 ? in[i] : high << 4 | low);
            i += low < 0 ? 1 : 3;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int digit(byte b) {
        return Character.digit((char) (b & 0xFF), 16);
    }
}
