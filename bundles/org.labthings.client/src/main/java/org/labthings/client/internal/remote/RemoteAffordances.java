package org.labthings.client.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.labthings.api.Affordances;
import org.labthings.api.DynamicAction;
import org.labthings.api.DynamicEvent;
import org.labthings.api.DynamicProperty;
import org.labthings.api.RefusedInputError;
import org.labthings.client.ClientError;
import org.labthings.client.ClientPropertyError;
import org.labthings.client.Observation;
import org.labthings.client.Observer;
import org.labthings.client.RemoteAction;
import org.labthings.client.RemoteEvent;
import org.labthings.client.RemoteProperty;
import org.labthings.client.ThingClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Thing Description of another server as affordances of this one: each asks the other. */
final class RemoteAffordances {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.remote");
    private static final List<String> NOT_SCHEMA =
            List.of("title", "description", "forms", "readOnly", "writeOnly", "observable");

    private final String thing;
    private final ThingClient client;
    private final List<Told> told;

    /** Something that the other server tells about. */
    interface Told {
        /** Begins to listen. */
        Observation observe(ThingClient client, Runnable doubt);
    }

    RemoteAffordances(String thing, ThingClient client, List<Told> told) {
        this.thing = thing;
        this.client = client;
        this.told = told;
    }

    Affordances describe(String[] streams) {
        Affordances out =
                new Affordances().title(client.title()).description(client.description()).trusted();
        client.properties().values().forEach(p -> named(p.name(), () -> property(out, p)));
        client.actions().values().forEach(a -> named(a.name(), () -> action(out, a)));
        client.events().values().forEach(e -> named(e.name(), () -> event(out, e)));
        for (String name : streams) {
            if (client.stream(name).exists()) {
                named(name, () -> out.stream(name, client.stream(name).local()));
            }
        }
        return out;
    }

    /** A name that W3C allows and no URL has is left out: the rest is there. */
    private void named(String name, Runnable add) {
        try {
            add.run();
        } catch (IllegalArgumentException e) {
            LOG.warn("{} goes without '{}' of {}: {}", thing, name, client.url(), e.getMessage());
        }
    }

    private static String json(JsonNode schema) {
        return schema.toString();
    }

    private void property(Affordances out, RemoteProperty remote) {
        ObjectNode schema = (ObjectNode) remote.schema();
        boolean resets = schema.has("default");
        NOT_SCHEMA.forEach(schema::remove);
        DynamicProperty p =
                out.property(remote.name())
                        .title(remote.title())
                        .description(remote.description())
                        .schema(json(schema))
                        .readBy(remote::read);
        if (!remote.isReadOnly()) {
            p.writtenBy(value -> write(remote, value));
        }
        if (resets) {
            p.resetBy(remote::reset);
        }
        // LabThings-FastAPI does not say what can be observed: it is what has a default
        if (remote.isObservable() || resets) {
            p.observable();
            told.add((c, doubt) -> remote.observe(hearing(p::changed, doubt)));
        }
    }

    private static void write(RemoteProperty remote, Object value) {
        try {
            remote.write(value);
        } catch (ClientPropertyError e) {
            if (e.status() == 422 && !e.entries().isEmpty()) {
                throw new RefusedInputError(e.getMessage(), e.entries());
            }
            throw e;
        }
    }

    private void action(Affordances out, RemoteAction remote) {
        JsonNode schema = remote.schema();
        DynamicAction a =
                out.action(remote.name())
                        .title(remote.title())
                        .description(remote.description())
                        .interruptible()
                        .does(new RemoteRun(remote));
        if (schema.path("input").isObject()) {
            a.input(json(schema.get("input")));
        }
        if (schema.path("output").isObject()) {
            a.output(json(schema.get("output")));
        }
    }

    private void event(Affordances out, RemoteEvent remote) {
        DynamicEvent e =
                out.event(remote.name()).title(remote.title()).description(remote.description());
        JsonNode data = remote.schema().path("data");
        if (data.isObject()) {
            e.data(json(data));
        }
        told.add((c, doubt) -> remote.subscribe(hearing(e::emit, doubt)));
    }

    private static Observer hearing(Consumer<Object> teller, Runnable doubt) {
        return new Observer() {
            @Override
            public void next(Object value) {
                teller.accept(value);
            }

            @Override
            public void disconnected(String reason) {
                doubt.run();
            }

            @Override
            public void refused(ClientError error) {
                LOG.debug("Not told: {}", error.getMessage());
            }
        };
    }
}
