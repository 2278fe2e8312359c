package org.labthings.testing.replay.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of a {@code multipart/x-mixed-replace} body that does not end: a part is whole when the
 * next boundary has come, or the body has ended.
 */
public final class MultipartReader {
    /**
     * One part.
     *
     * @param headers its header fields
     * @param data its bytes
     */
    public record Part(HeaderFields headers, byte[] data) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final String BLANK_LINE = "\r\n\r\n";

    private final BodyReader body;
    private final String delimiter;
    // Latin-1 maps bytes to characters one to one, so that text search finds bytes.
    private final StringBuilder arrived = new StringBuilder();

    public MultipartReader(BodyReader body, HeaderFields headers) {
        this.body = body;
        Matcher m = BOUNDARY.matcher(headers.get("content-type").orElse(""));
        this.delimiter = "--" + (m.find() ? m.group(1) : "?");
    }

    /** Bytes that have arrived and belong to no part that was returned. */
    public int waiting() {
        return arrived.length();
    }

    public boolean ended() {
        return body.ended();
    }

    /** The next part; empty when it was not whole in time, or when no more comes. */
    public Optional<Part> next(Deadline deadline) throws IOException {
        while (true) {
            Optional<Part> part = split();
            if (part.isPresent() || !more(deadline)) {
                return part;
            }
        }
    }

    /**
     * Waits for one more piece of the body.
     *
     * @return false when none came in time, or the body has ended
     */
    public boolean more(Deadline deadline) throws IOException {
        if (body.ended()) {
            return false;
        }
        try {
            byte[] piece = body.next(deadline);
            if (piece != null) {
                arrived.append(new String(piece, StandardCharsets.ISO_8859_1));
            }
            return piece != null || waiting() > 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Optional<Part> split() {
        int at = 0;
        while (arrived.indexOf("\r\n", at) == at) {
            at += 2;
        }
        if (arrived.indexOf(delimiter + "\r\n", at) != at) {
            return Optional.empty();
        }
        int head = at + delimiter.length() + 2;
        int blank = arrived.indexOf(BLANK_LINE, head);
        if (blank < 0) {
            return Optional.empty();
        }
        int start = blank + BLANK_LINE.length();
        int next = arrived.indexOf("\r\n" + delimiter, start);
        if (next < 0 && !(body.ended() && arrived.length() > start)) {
            return Optional.empty();
        }
        List<String> lines = Arrays.asList(arrived.substring(head, blank).split("\r\n"));
        String data = arrived.substring(start, next < 0 ? arrived.length() : next);
        while (data.endsWith("\r\n")) {
            data = data.substring(0, data.length() - 2);
        }
        arrived.delete(0, next < 0 ? arrived.length() : next);
        return Optional.of(
                new Part(new HeaderFields(lines), data.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
