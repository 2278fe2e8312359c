package org.labthings.thing.scpi.table;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.thing.scpi.protocol.ScpiText;

/**
 * One JSON object of the configuration, read key by key. Every error names the path of the key;
 * keys that nobody asked for are errors as well, as they are misspelt most of the time.
 */
final class Row {
    private final String path;
    private final Map<String, Object> members;
    private final Set<String> known = new HashSet<>();

    private Row(String path, Map<String, Object> members) {
        this.path = path;
        this.members = members;
    }

    /** The rows of a table, by name. */
    static Map<String, Row> rows(String path, String json) {
        JsonObject table;
        try {
            table = JsonParser.object().from(json == null || json.isBlank() ? "{}" : json);
        } catch (JsonParserException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' must be an object of objects: " + e.getMessage(), e);
        }
        return new Row(path, table).rows();
    }

    private Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        members.keySet().stream()
                .sorted()
                .forEach(name -> rows.put(name, object(name, members.get(name))));
        return rows;
    }

    private Row object(String name, Object value) {
        if (!(value instanceof JsonObject object)) {
            throw wrong(name, "must be an object", value);
        }
        return new Row(path + "." + name, object);
    }

    /** The objects under a key, by name; none when it is absent. */
    Map<String, Row> rows(String key) {
        Object value = take(key);
        return value == null ? Map.of() : object(key, value).rows();
    }

    private Object take(String key) {
        known.add(key);
        return members.get(key);
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return take(key) != null;
    }

    /** Text, or null. */
    String text(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof String)) {
            throw wrong(key, "must be text", value);
        }
        return (String) value;
    }

    /** A message to the instrument, or null. */
    String message(String key) {
        String text = text(key);
        if (text != null) {
            try {
                ScpiText.checkMessage(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + "." + key + ": " + e.getMessage(), e);
            }
        }
        return text;
    }

    /** A number, or null. */
    Double number(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof Number)) {
            throw wrong(key, "must be a number", value);
        }
        return value == null ? null : ((Number) value).doubleValue();
    }

    boolean flag(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(key, "must be true or false", value);
        }
        return Boolean.TRUE.equals(value);
    }

    /** Whatever is there, or null. */
    Object any(String key) {
        return take(key);
    }

    /** Names to texts, in alphabetical order; empty when absent. A list of texts names itself. */
    Map<String, String> texts(String key) {
        Object value = take(key);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.put(string(key, each), string(key, each)));
        } else if (value instanceof Map<?, ?> map) {
            new ArrayList<>(map.keySet())
                    .stream()
                            .map(String::valueOf)
                            .sorted()
                            .forEach(name -> texts.put(name, string(key, map.get(name))));
        } else if (value != null) {
            throw wrong(key, "must be an object or a list of texts", value);
        }
        return texts;
    }

    private String string(String key, Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "must have texts only", value);
    }

    /** Call when everything was asked for. */
    void end() {
        for (String key : members.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        path + " has an unknown key '" + key + "'; known are " + sorted(known));
            }
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    IllegalArgumentException wrong(String key, String what, Object value) {
        return new IllegalArgumentException(path + "." + key + " " + what + ", not " + value);
    }
}
