package org.labthings.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.testing.internal.JsonValues;

/**
 * What a {@link LocalServer} answered.
 *
 * @param status HTTP status
 * @param headers the last value of each, looked up in any case
 * @param body as it came; must not be changed
 */
public record LocalResponse(int status, Map<String, String> headers, byte[] body) {
    /** A response; names of headers are in any case. */
    public LocalResponse {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JsonValues.parse(body);
    }

    /** Status and body: for the message of a failed test. */
    @Override
    public String toString() {
        return status + " " + text();
    }
}
