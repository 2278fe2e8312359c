package org.labthings.testing.replay.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as it goes over the wire: nothing is added, nothing is checked.
 *
 * @param method the request's method
 * @param target path and query
 * @param headers all of them, {@code Host} and {@code Content-Length} included, in this order
 * @param body perhaps empty
 */
public record RawRequest(String method, String target, Map<String, String> headers, byte[] body) {
    /** The bytes to send. */
    public byte[] encoded() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
