package org.labthings.web.internal.files;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.ByteRange;

/** The parts that a request asks for (RFC 9110, 14). */
final class Ranges {
    /** Who asks for more parts gets the whole. */
    private static final int MOST = 16;

    private static final Pattern SYNTAX =
            Pattern.compile("bytes=\\s*(\\d*-\\d*)(\\s*,\\s*(\\d*-\\d*))*\\s*");

    private Ranges() {}

    /**
     * The parts; null when the whole is wanted, empty when none can be had.
     *
     * @param size of the whole
     */
    static List<ByteRange> of(HttpServletRequest request, long size) {
        List<String> headers = Collections.list(request.getHeaders("Range"));
        if (headers.size() != 1 || !SYNTAX.matcher(headers.get(0)).matches()) {
            return null;
        }
        for (String part : headers.get(0).substring("bytes=".length()).split(",")) {
            if (!isSensible(part.strip())) {
                return null;
            }
        }
        List<ByteRange> ranges = ByteRange.parse(headers, size);
        return ranges.size() > MOST ? null : ranges;
    }

    private static boolean isSensible(String part) {
        String[] ends = part.split("-", -1);
        if (part.length() == 1 || ends[0].length() > 18 || ends[1].length() > 18) {
            return false;
        }
        return ends[0].isEmpty()
                || ends[1].isEmpty()
                || Long.parseLong(ends[0]) <= Long.parseLong(ends[1]);
    }
}
