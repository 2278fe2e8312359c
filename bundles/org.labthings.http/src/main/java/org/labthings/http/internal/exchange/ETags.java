package org.labthings.http.internal.exchange;

/** Compares entity tags (RFC 9110, 8.8.3 and 13.1). */
public final class ETags {
    private ETags() {}

    /**
     * Whether {@code If-None-Match} names a tag: then the client has it already.
     *
     * @param header or null
     * @param etag with its quotes
     */
    public static boolean anyMatches(String header, String etag) {
        if (header == null) {
            return false;
        }
        for (String part : header.split(",")) {
            String tag = part.trim();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }
}
