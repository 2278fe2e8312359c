package org.labthings.http.internal.download;

/**
 * The part of some content that a {@code Range} header asks for (RFC 9110, 14). Only a single range
 * in bytes is served in part; several are answered whole, which the standard allows.
 *
 * @param offset where it begins
 * @param length how long it is
 */
record ByteRange(long offset, long length) {
    /** Stands for a range that begins beyond the end. */
    static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

    /** The range, null when the whole is to be sent, or {@link #UNSATISFIABLE}. */
    static ByteRange parse(String header, long total) {
        if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
            return null;
        }
        String spec = header.substring("bytes=".length()).trim();
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return null;
        }
        long first = number(spec.substring(0, dash).trim());
        long last = number(spec.substring(dash + 1).trim());
        if (first == MALFORMED || last == MALFORMED || first == ABSENT && last == ABSENT) {
            return null;
        }
        if (first == ABSENT) { // the last so many bytes
            long length = Math.min(last, total);
            return length == 0 ? UNSATISFIABLE : new ByteRange(total - length, length);
        }
        if (last != ABSENT && last < first) {
            return null;
        }
        if (first >= total) {
            return UNSATISFIABLE;
        }
        long end = last == ABSENT ? total : Math.min(last + 1, total);
        return new ByteRange(first, end - first);
    }

    private static final long ABSENT = -1;
    private static final long MALFORMED = -2;

    private static long number(String text) {
        if (text.isEmpty()) {
            return ABSENT;
        }
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return MALFORMED;
        }
        return Long.parseLong(text);
    }
}
