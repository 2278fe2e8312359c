package org.labthings.config.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A JSON document that knows on which line each of its values stands.
 *
 * @param root the value
 * @param lines path to line, from 1
 * @param origins path to the file that the value comes from, where there are several
 */
public record LocatedJson(JsonNode root, Map<String, Integer> lines, Map<String, String> origins) {
    /** One that comes from one place. */
    public LocatedJson(JsonNode root, Map<String, Integer> lines) {
        this(root, lines, Map.of());
    }

    /** The place of the root. */
    public Place place() {
        return new Place(this, "");
    }

    int line(String path) {
        return lines.getOrDefault(path, 0);
    }

    /** For messages; empty where there is only one file. */
    String origin(String path) {
        return origins.getOrDefault(path, "");
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A path without its last part. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
