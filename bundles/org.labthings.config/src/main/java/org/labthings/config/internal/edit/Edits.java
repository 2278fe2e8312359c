package org.labthings.config.internal.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.labthings.config.internal.json.LocatedJson;

/**
 * What was changed while the server runs and is not in the file yet: of some Things the whole
 * entry, laid over that of the file. Immutable.
 */
public final class Edits {
    /** No edits. */
    public static final Edits NONE = new Edits(Map.of());

    private static final String THINGS = "things";

    /**
     * One Thing.
     *
     * @param entry what shall stand in the file; null for nothing
     * @param original what stood there when it was edited; null for nothing
     */
    private record Edit(JsonNode entry, JsonNode original) {}

    private final Map<String, Edit> edits;

    private Edits(Map<String, Edit> edits) {
        this.edits = edits;
    }

    /**
     * These edits, once the file has changed.
     *
     * @param edits those that are left
     * @param superseded names of Things whose entry was edited in the file as well, later
     */
    public record Rebased(Edits edits, List<String> superseded) {}

    /**
     * With another edit.
     *
     * @param entry of the Thing; null removes it
     * @param file the configuration as the file says
     */
    public Edits with(String name, JsonNode entry, JsonNode file) {
        Map<String, Edit> next = new LinkedHashMap<>(edits);
        JsonNode original = entryOf(file, name);
        if (Objects.equals(entry, original)) {
            next.remove(name);
        } else {
            next.put(name, new Edit(entry, original));
        }
        return new Edits(Collections.unmodifiableMap(next));
    }

    /** Where the file's entry of a Thing is another one than it was, it counts. */
    public Rebased onto(JsonNode file) {
        Map<String, Edit> left = new LinkedHashMap<>();
        List<String> superseded = new ArrayList<>();
        edits.forEach(
                (name, edit) -> {
                    JsonNode now = entryOf(file, name);
                    if (Objects.equals(now, edit.original)) {
                        left.put(name, edit);
                    } else if (!Objects.equals(now, edit.entry)) {
                        superseded.add(name);
                    }
                });
        return new Rebased(new Edits(Collections.unmodifiableMap(left)), superseded);
    }

    /** The configuration of a file with the edits; values that were edited have no line. */
    public LocatedJson over(LocatedJson file) {
        if (edits.isEmpty() || !file.root().isObject()) {
            return file;
        }
        ObjectNode root = file.root().deepCopy();
        if (root.get(THINGS) instanceof ObjectNode things) {
            applyTo(things);
        }
        Map<String, Integer> lines = new HashMap<>(file.lines());
        lines.keySet().removeIf(this::isEdited);
        return new LocatedJson(root, lines);
    }

    /** Sets and removes the entries of an object of Things. */
    void applyTo(ObjectNode things) {
        edits.forEach(
                (name, edit) -> {
                    if (edit.entry == null) {
                        things.remove(name);
                    } else {
                        things.set(name, edit.entry);
                    }
                });
    }

    private boolean isEdited(String path) {
        return edits.keySet().stream()
                .map(name -> THINGS + "." + name)
                .anyMatch(p -> path.equals(p) || path.startsWith(p + "."));
    }

    /** The Things that are edited, in the order of the edits. */
    public Set<String> names() {
        return edits.keySet();
    }

    /** What shall stand in the file for a Thing that is edited; null for nothing. */
    JsonNode entry(String name) {
        return edits.get(name).entry;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The entry of a Thing in a configuration; null when there is none. */
    public static JsonNode entryOf(JsonNode root, String name) {
        return root.path(THINGS).get(name);
    }

    /** The Things of a configuration; they are made when there are none. */
    static ObjectNode thingsOf(ObjectNode root) {
        return root.get(THINGS) instanceof ObjectNode things
                ? things
                : root.set(THINGS, JsonNodeFactory.instance.objectNode()).withObject("/" + THINGS);
    }
}
