package org.labthings.testing.replay.wire;

import java.nio.charset.StandardCharsets;

/**
 * A whole answer.
 *
 * @param status the status code
 * @param headers its header fields
 * @param body its body, decoded when it came in chunks
 */
public record RawAnswer(int status, HeaderFields headers, byte[] body) {
    /** The body as text; bytes that are no UTF-8 become replacement characters. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
