package org.labthings.config.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** A document with a patch applied, whose values know in which of two files they stand. */
public final class PatchedJson {
    private PatchedJson() {}

    /**
     * Applies a patch.
     *
     * @param base the document
     * @param baseName of its file
     * @param own the document that holds the patch
     * @param ownName of its file
     * @param patch name of the member that is the patch
     */
    public static LocatedJson of(
            LocatedJson base, String baseName, LocatedJson own, String ownName, String patch) {
        JsonNode root = MergePatch.apply(base.root(), own.root().get(patch));
        Map<String, Integer> lines = new HashMap<>();
        Map<String, String> origins = new HashMap<>();
        base.lines()
                .forEach(
                        (path, line) -> {
                            lines.put(path, line);
                            origins.put(path, baseName);
                        });
        String start = patch + ".";
        own.lines()
                .forEach(
                        (path, line) -> {
                            if (path.startsWith(start)) {
                                String patched = path.substring(start.length());
                                lines.put(patched, line);
                                origins.put(patched, ownName);
                            }
                        });
        return new LocatedJson(root, lines, origins);
    }
}
