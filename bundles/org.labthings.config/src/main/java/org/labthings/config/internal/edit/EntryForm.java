package org.labthings.config.internal.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.labthings.config.ThingDefinition;
import org.labthings.config.internal.document.ThingEntry;

/** How a Thing is written in a file: as short as possible, or as it was, members of others kept. */
public final class EntryForm {
    private static final String CLS = "cls";
    private static final String CLASS = "class";

    private EntryForm() {}

    /**
     * The entry of a Thing.
     *
     * @param before what stood there; null for nothing
     */
    public static JsonNode of(ThingDefinition thing, JsonNode before) {
        boolean bare = thing.args().isEmpty() && thing.kwargs().isEmpty();
        if (!(before instanceof ObjectNode) && bare && thing.slots().isEmpty()) {
            return TextNode.valueOf(thing.className());
        }
        ObjectNode entry =
                before instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        entry.put(entry.has(CLS) ? CLS : CLASS, thing.className());
        put(entry, "args", thing.args());
        put(entry, "kwargs", thing.kwargs());
        put(entry, "thing_slots", thing.slots());
        return entry;
    }

    private static void put(ObjectNode entry, String member, ContainerNode<?> value) {
        if (value.isEmpty()) {
            entry.remove(member);
        } else {
            entry.set(member, value.deepCopy());
        }
    }

    /** What an entry that was read says. */
    public static ThingDefinition definition(ThingEntry thing) {
        return new ThingDefinition(
                thing.name(),
                thing.className(),
                thing.args().deepCopy(),
                thing.kwargs().deepCopy(),
                thing.slots().deepCopy());
    }
}
