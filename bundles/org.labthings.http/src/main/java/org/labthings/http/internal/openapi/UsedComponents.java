package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the components that a document uses, directly or through others, and drops the rest. */
final class UsedComponents {
    private static final String START = "#/components/";

    private final ObjectNode document;
    private final Set<String> used = new HashSet<>();
    private final Deque<JsonNode> open = new ArrayDeque<>();

    UsedComponents(ObjectNode document) {
        this.document = document;
    }

    void keep() {
        open.add(document.get("paths"));
        while (!open.isEmpty()) {
            visit(open.remove());
        }
        ObjectNode components = (ObjectNode) document.get("components");
        for (Map.Entry<String, JsonNode> kind : components.properties()) {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .properties()
                        .removeIf(e -> !used.contains(START + kind.getKey() + "/" + e.getKey()));
            }
        }
        components.properties().removeIf(kind -> kind.getValue().isEmpty());
    }

    private void visit(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference != null && reference.isTextual() && used.add(reference.asText())) {
            open.add(document.at(reference.asText().substring(1)));
        }
        node.forEach(
                child -> {
                    if (child.isContainerNode()) {
                        open.add(child);
                    }
                });
    }
}
