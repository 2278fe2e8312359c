package org.labthings.api;

/** Media types as blobs use them: a type, a subtype, parameters ignored. */
final class MediaTypes {
    private MediaTypes() {}

    /**
     * Whether a concrete type is allowed by a pattern whose halves may be {@code *}.
     *
     * @throws IllegalArgumentException when either is not a media type
     */
    static boolean matches(String concrete, String pattern) {
        String[] is = split(concrete);
        String[] may = split(pattern);
        return (may[0].equals("*") || may[0].equals(is[0]))
                && (may[1].equals("*") || may[1].equals(is[1]));
    }

    private static String[] split(String mediaType) {
        String plain = mediaType.split(";", 2)[0].trim();
        String[] halves = plain.split("/", -1);
        if (halves.length != 2
                || halves[0].isBlank()
                || halves[1].isBlank()
                || (halves[0].equals("*") && !halves[1].equals("*"))) {
            throw new IllegalArgumentException(
                    "'" + mediaType + "' is not a media type: it must be type/subtype");
        }
        return halves;
    }
}
