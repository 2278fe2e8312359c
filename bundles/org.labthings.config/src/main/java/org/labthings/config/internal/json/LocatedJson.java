package org.labthings.config.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A JSON document that knows on which line each of its values stands.
 *
 * @param root the value
 * @param lines path to line, from 1
 */
public record LocatedJson(JsonNode root, Map<String, Integer> lines) {
    /** The place of the root. */
    public Place place() {
        return new Place(this, "");
    }

    int line(String path) {
        return lines.getOrDefault(path, 0);
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
