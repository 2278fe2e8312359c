package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.core.ServedEvent;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/** An event as a Thing Description has it: an addition to what LabThings describes. */
final class EventDescription {
    private EventDescription() {}

    static ObjectNode of(ServedEvent event, String thingPath) {
        String href = thingPath + "/" + event.name();
        ObjectNode out = Json.MAPPER.createObjectNode();
        if (event.description() != null) {
            out.put("description", event.description());
        }
        out.put("title", event.title());
        String[] operations = {"subscribeevent", "unsubscribeevent"};
        out.set(
                "forms",
                new Forms().events(href + "/sse", operations).socket(thingPath, operations).all());
        if (event.data() == null) {
            out.putObject("data").put("type", "null");
        } else {
            out.set("data", FiniteJson.finite(event.data().schema()));
        }
        return out;
    }
}
