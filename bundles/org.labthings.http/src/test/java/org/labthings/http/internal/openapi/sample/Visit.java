package org.labthings.http.internal.openapi.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds things in a document. */
public final class Visit {
    private Visit() {}

    /** An operation with its place. */
    public record Operation(String path, String method, JsonNode json) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** All operations. */
    public static List<Operation> operations(JsonNode document) {
        List<Operation> out = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                out.add(new Operation(path.getKey(), method.getKey(), method.getValue()));
            }
        }
        return out;
    }

    /** The values of all members of this name, wherever they are. */
    public static List<JsonNode> all(JsonNode tree, String name) {
        return tree.findValues(name);
    }

    /** All schemas: of components, bodies, answers and parameters. */
    public static List<JsonNode> schemas(JsonNode document) {
        List<JsonNode> out = new ArrayList<>(document.findValues("schema"));
        document.at("/components/schemas").forEach(out::add);
        return out;
    }
}
