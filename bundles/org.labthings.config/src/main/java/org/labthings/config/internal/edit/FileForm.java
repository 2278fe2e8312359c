package org.labthings.config.internal.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.internal.json.MergePatch;

/** A configuration file with edits in it; where it is a patch to a base file, a better patch. */
public final class FileForm {
    private static final String PATCH = "patch";

    private FileForm() {}

    /** A file that stands for itself, edited; the original is not changed. */
    public static ObjectNode whole(JsonNode file, Edits edits) {
        ObjectNode edited = file.deepCopy();
        edits.applyTo(Edits.thingsOf(edited));
        return edited;
    }

    /**
     * A file with a patch, edited so that the base with the patch is what is wanted.
     *
     * @throws ConfigurationRefusedException when no patch can say it: one cannot set a null
     */
    public static ObjectNode patch(JsonNode file, JsonNode base, Edits edits)
            throws ConfigurationRefusedException {
        ObjectNode edited = file.deepCopy();
        if (!(edited.get(PATCH) instanceof ObjectNode)) {
            edited.set(PATCH, JsonNodeFactory.instance.objectNode());
        }
        ObjectNode things = Edits.thingsOf((ObjectNode) edited.get(PATCH));
        for (String name : edits.names()) {
            JsonNode wanted = edits.entry(name);
            JsonNode from = Edits.entryOf(base, name);
            if (wanted == null) {
                if (from == null) {
                    things.remove(name);
                } else {
                    things.putNull(name);
                }
            } else if (wanted.equals(from)) {
                things.remove(name);
            } else {
                things.set(name, difference(from, wanted));
            }
        }
        JsonNode result = MergePatch.apply(base, edited.get(PATCH));
        for (String name : edits.names()) {
            JsonNode wanted = edits.entry(name);
            JsonNode reached = Edits.entryOf(result, name);
            if (wanted == null ? reached != null : !wanted.equals(reached)) {
                throw new ConfigurationRefusedException(
                        "things."
                                + name
                                + ": a patch (RFC 7396) cannot say this, because it takes null for"
                                + " \"remove\"; leave the null out");
            }
        }
        return edited;
    }

    private static JsonNode difference(JsonNode from, JsonNode to) {
        if (!(from instanceof ObjectNode) || !to.isObject()) {
            return to;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : to.properties()) {
            JsonNode before = from.get(member.getKey());
            if (!member.getValue().equals(before)) {
                patch.set(member.getKey(), difference(before, member.getValue()));
            }
        }
        for (String name : (Iterable<String>) from::fieldNames) {
            if (!to.has(name)) {
                patch.putNull(name);
            }
        }
        return patch;
    }
}
