package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.http.internal.openapi.schema.Markdown;
import org.labthings.http.internal.openapi.schema.SharedSchemas;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is served of one Thing, in the order in which its routes are registered. A member that
 * cannot be described is left out and logged; the rest is there.
 */
final class ThingOperations {
    private static final Logger LOG = LoggerFactory.getLogger(ThingOperations.class);

    private final Draft draft;
    private final ServedThing thing;
    private final String path;
    private final TreeMap<String, List<Runnable>> members = new TreeMap<>();

    /**
     * For one Thing.
     *
     * @param path with the server's prefix, without a slash at the end
     */
    ThingOperations(Draft draft, ServedThing thing, String path) {
        this.draft = draft;
        this.thing = thing;
        this.path = path;
    }

    void describe() {
        String name = thing.name();
        PropertyOperations properties = new PropertyOperations(draft, name, path);
        for (ServedProperty p : thing.properties().values()) {
            add(p.name(), () -> properties.describe(p));
        }
        ActionOperations actions = new ActionOperations(draft, name, path);
        for (ServedAction a : thing.actions().values()) {
            add(a.name(), () -> actions.describe(a));
        }
        EndpointOperations endpoints = new EndpointOperations(draft, name, path);
        for (ServedEndpoint e : thing.endpoints().values()) {
            add(e.name(), () -> endpoints.describe(e));
        }
        LiveOperations live = new LiveOperations(draft, name, path);
        for (ServedStream s : thing.streams().values()) {
            add(s.name(), () -> live.describe(s));
        }
        for (ServedEvent e : thing.events().values()) {
            add(e.name(), () -> live.describe(e));
        }
        members.forEach((member, list) -> list.forEach(run -> describe(member, run)));
        draft.paths().exact("GET", path + "/", description());
    }

    private void describe(String member, Runnable run) {
        try {
            run.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "{}.{} is missing in the OpenAPI document: {}",
                    thing.name(),
                    member,
                    e.toString());
        }
    }

    private void add(String name, Runnable member) {
        members.computeIfAbsent(name, n -> new ArrayList<>()).add(member);
    }

    private ObjectNode description() {
        ObjectNode schema = SharedSchemas.reference("ThingDescription");
        String summary = "Thing Description of " + thing.name();
        return draft.operation("describe", thing.name(), "", summary, null)
                .answer(200, "The description.", Operation.JSON, schema)
                .answer(200, "The description.", "application/td+json", schema.deepCopy())
                .empty(304, "The client has it.")
                .refer(404, "NotFound")
                .refer(503, "NotNow")
                .build();
    }

    /** The Thing as a heading of the document. */
    ObjectNode tag() {
        ObjectNode tag = Json.MAPPER.createObjectNode().put("name", thing.name());
        StringBuilder text = new StringBuilder("**" + Markdown.line(thing.title()) + "**");
        if (thing.description() != null) {
            text.append("\n\n").append(thing.description());
        }
        text.append("\n\n[Thing Description](").append(path).append("/)");
        text.append(", WebSocket at `").append(path).append("/ws`");
        return tag.put("description", Markdown.text(text.toString()));
    }
}
