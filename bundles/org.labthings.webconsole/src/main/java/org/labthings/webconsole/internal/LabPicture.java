package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.labthings.config.RunningSet;
import org.labthings.config.ThingDefinition;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;

/** All that the page shows and that changes by itself, as one JSON object. */
final class LabPicture {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ThingServer server;
    private final ValueReader values;

    LabPicture(ThingServer server, ValueReader values) {
        this.server = server;
        this.values = values;
    }

    /**
     * The laboratory now.
     *
     * @param running what is configured
     * @param open names of the Things whose affordances are wanted
     */
    ObjectNode draw(RunningSet running, Set<String> open) {
        ObjectNode picture = NODES.objectNode();
        picture.put("now", System.currentTimeMillis());
        picture.put("prefix", server.apiPrefix());
        picture.set("lock", lock());
        picture.set("running", running(running));
        ArrayNode all = picture.putArray("things");
        Things things = server.things();
        for (ThingStatus status : things.statuses().values()) {
            ObjectNode thing = thing(status, running);
            ServedThing served = things.served().get(status.name());
            if (served != null && open.contains(status.name())) {
                affordances(thing, served);
            }
            all.add(thing);
        }
        picture.set("invocations", invocations());
        return picture;
    }

    private ObjectNode lock() {
        ObjectNode lock = NODES.objectNode();
        lock.put("enabled", server.globalLockEnabled());
        server.globalLockHolder()
                .ifPresent(
                        holder ->
                                lock.put("holder", holder.who())
                                        .put("since", holder.since().toEpochMilli()));
        return lock;
    }

    private static ObjectNode running(RunningSet running) {
        ObjectNode set = NODES.objectNode();
        ArrayNode unsaved = set.putArray("unsaved");
        running.unsaved().forEach(unsaved::add);
        running.file().ifPresent(file -> set.put("file", file.toString()));
        running.obstacle().ifPresent(why -> set.put("obstacle", why));
        return set;
    }

    private static ObjectNode thing(ThingStatus status, RunningSet running) {
        ObjectNode thing = NODES.objectNode();
        thing.put("name", status.name());
        thing.put("state", status.state().name());
        thing.put("reason", status.reason());
        thing.put("since", status.since().toEpochMilli());
        thing.put("class", status.className());
        thing.put("bundle", status.bundle());
        thing.put("version", status.version());
        ThingDefinition definition = running.thing(status.name()).orElse(null);
        if (definition != null) {
            ObjectNode configured = thing.putObject("configured");
            configured.put("class", definition.className());
            configured.set("args", definition.args());
            configured.set("kwargs", definition.kwargs());
            configured.set("slots", definition.slots());
        }
        ArrayNode slots = thing.putArray("slots");
        for (ThingStatus.Slot slot : status.slots()) {
            ObjectNode one = slots.addObject();
            one.put("name", slot.name());
            one.put("type", slot.type());
            one.put("kind", slot.kind());
            slot.things().forEach(one.putArray("things")::add);
            slot.candidates().forEach(one.putArray("candidates")::add);
            one.put("explanation", slot.explanation());
        }
        ArrayNode history = thing.putArray("history");
        for (ThingStatus.Transition transition : status.history()) {
            history.addObject()
                    .put("at", transition.at().toEpochMilli())
                    .put("state", transition.state().name())
                    .put("reason", transition.reason());
        }
        return thing;
    }

    private void affordances(ObjectNode thing, ServedThing served) {
        thing.put("title", served.title());
        thing.put("description", served.description());
        ArrayNode properties = thing.putArray("properties");
        served.properties().values().forEach(p -> properties.add(property(p)));
        ArrayNode actions = thing.putArray("actions");
        served.actions()
                .values()
                .forEach(
                        a ->
                                actions.addObject()
                                        .put("name", a.name())
                                        .put("title", a.title())
                                        .put("description", a.description()));
        ArrayNode events = thing.putArray("events");
        served.events().keySet().forEach(events::add);
        ArrayNode streams = thing.putArray("streams");
        served.streams().keySet().forEach(streams::add);
    }

    private ObjectNode property(ServedProperty property) {
        ObjectNode one = NODES.objectNode();
        one.put("name", property.name());
        one.put("title", property.title());
        one.put("description", property.description());
        one.put("setting", property.setting());
        one.put("readOnly", property.readOnly());
        one.put("resettable", property.resettable());
        one.put("memory", property.memory());
        if (property.memory()) {
            ValueReader.Value value = values.now(property);
            one.put("value", value.json());
            one.put("error", value.error());
        }
        return one;
    }

    private ArrayNode invocations() {
        ArrayNode invocations = NODES.arrayNode();
        for (InvocationRecord record : server.invocations().list()) {
            InvocationRecord.State state = record.state();
            if (!state.status().isFinal()) {
                ObjectNode one = invocations.addObject();
                one.put("id", record.id().toString());
                one.put("thing", record.thing());
                one.put("action", record.action());
                one.put("status", state.status().wireName());
                one.put("requested", state.requested().toEpochMilli());
                one.put("progress", state.progress());
                one.put("progressText", state.progressText());
            }
        }
        return invocations;
    }
}
