package org.labthings.testing.replay.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of an answer: names in lower case, fields of one name joined by a comma. */
public final class HeaderFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    HeaderFields(Iterable<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.merge(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (a, b) -> a + ", " + b);
            }
        }
    }

    /** Reads the lines up to the empty one. */
    static HeaderFields read(ByteReader reader, Deadline deadline) throws java.io.IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.line(deadline); !line.isEmpty(); line = reader.line(deadline)) {
            lines.add(line);
        }
        return new HeaderFields(lines);
    }

    /** By name, in any case. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a comma-separated field has this token, in any case. */
    public boolean has(String name, String token) {
        return get(name).stream()
                .flatMap(v -> List.of(v.split(",")).stream())
                .anyMatch(v -> v.strip().equalsIgnoreCase(token));
    }

    public Map<String, String> asMap() {
        return Map.copyOf(fields);
    }
}
