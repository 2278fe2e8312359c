package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.http.internal.route.PathPattern;
import org.labthings.schema.Json;

/**
 * The document's paths, filled in the order in which routes are registered: what an earlier one
 * hides is not described. Two templates that differ only in the names of their parameters are one
 * path to OpenAPI, so the later takes the names of the earlier.
 */
final class PathTable {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]+)(?::path)?}");
    private static final Pattern RESERVED = Pattern.compile("[{}?# %\"<>\\\\^`|]");

    private final ObjectNode paths = Json.MAPPER.createObjectNode();
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, List<PathPattern>> open = new HashMap<>();

    private record Entry(List<String> parameters, ObjectNode item) {}

    /**
     * Adds an operation at one path, whatever characters that has.
     *
     * @param method in any case
     * @param path decoded
     */
    void exact(String method, String path, ObjectNode operation) {
        for (PathPattern earlier : open.getOrDefault(key(method), List.of())) {
            if (earlier.match(path) != null) {
                return;
            }
        }
        add(method, encoded(path), List.of(), operation);
    }

    /**
     * Adds an operation at a path that may have placeholders.
     *
     * @param start without placeholders, decoded
     * @param template appended to it, with {@code {name}} or {@code {name:path}}
     */
    void template(String method, String start, String template, ObjectNode operation) {
        PathPattern pattern = PathPattern.of(start, template);
        if (pattern.isExact()) {
            exact(method, pattern.template(), operation);
            return;
        }
        List<String> names = names(template);
        StringBuilder path = new StringBuilder(encoded(start));
        Matcher m = PLACEHOLDER.matcher(template);
        int literal = 0;
        while (m.find()) {
            path.append(encoded(template.substring(literal, m.start())));
            path.append('{').append(m.group(1)).append('}');
            literal = m.end();
        }
        path.append(encoded(template.substring(literal)));
        add(method, path.toString(), names, operation);
        open.computeIfAbsent(key(method), k -> new ArrayList<>()).add(pattern);
    }

    /** Names of a template's placeholders, in order. */
    static List<String> names(String template) {
        return PLACEHOLDER.matcher(template).results().map(r -> r.group(1)).toList();
    }

    private void add(String method, String path, List<String> names, ObjectNode operation) {
        String shape = names.isEmpty() ? path : PLACEHOLDER.matcher(path).replaceAll("{}");
        Entry entry = entries.computeIfAbsent(shape, s -> new Entry(names, paths.putObject(path)));
        if (!entry.item().has(key(method))) {
            rename(operation, names, entry.parameters());
            entry.item().set(key(method), operation);
        }
    }

    private static void rename(ObjectNode operation, List<String> from, List<String> to) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < from.size(); i++) {
            names.put(from.get(i), to.get(i));
        }
        for (JsonNode parameter : operation.path("parameters")) {
            String name = names.get(parameter.path("name").asText());
            if (name != null && parameter.path("in").asText().equals("path")) {
                ((ObjectNode) parameter).put("name", name);
            }
        }
    }

    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static String encoded(String path) {
        return RESERVED.matcher(path)
                .replaceAll(m -> String.format("%%%02X", (int) m.group().charAt(0)));
    }

    ObjectNode build() {
        return paths;
    }
}
