package org.labthings.web.internal.files;

import jakarta.servlet.http.HttpServletRequest;

/** What a request makes its answer depend on (RFC 9110, 13). */
final class Preconditions {
    private static final int FAILED = 412;
    private static final int NOT_MODIFIED = 304;
    private static final int NONE = 0;

    private final HttpServletRequest request;
    private final String etag;
    private final long modified;

    Preconditions(HttpServletRequest request, String etag, long modified) {
        this.request = request;
        this.etag = etag;
        this.modified = modified / 1000 * 1000; // dates have seconds
    }

    /** The status that answers the request already; 0 when it is to be answered. */
    int status() {
        String match = request.getHeader("If-Match");
        if (match != null) {
            if (!names(match, false)) {
                return FAILED;
            }
        } else {
            long until = date("If-Unmodified-Since");
            if (until >= 0 && modified > until) {
                return FAILED;
            }
        }
        String none = request.getHeader("If-None-Match");
        if (none != null) {
            return names(none, true) ? NOT_MODIFIED : NONE;
        }
        long since = date("If-Modified-Since");
        return since >= 0 && modified <= since ? NOT_MODIFIED : NONE;
    }

    /** Whether a range is of what the client has. */
    boolean rangeCounts() {
        String tag = request.getHeader("If-Range");
        return tag == null || tag.strip().equals(etag) || date("If-Range") == modified;
    }

    private boolean names(String header, boolean weak) {
        for (String part : header.split(",")) {
            String tag = part.strip();
            if (tag.equals("*") || tag.equals(etag) || weak && tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    /** Milliseconds; -1 for none, or for what is no date. */
    private long date(String header) {
        try {
            return request.getDateHeader(header);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
