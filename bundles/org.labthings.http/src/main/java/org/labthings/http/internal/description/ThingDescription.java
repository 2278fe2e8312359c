package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.http.internal.openapi.Login;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Thing Description (LabThings specification 2), compiled once. Only the server's URL depends
 * on who asks.
 */
public final class ThingDescription {
    private static final Logger LOG = LoggerFactory.getLogger(ThingDescription.class);

    /** Both forms, because validators and clients disagree on which one is right. */
    private static final String[] CONTEXT = {
        "https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"
    };

    private final OpenText text;

    private ThingDescription(OpenText text) {
        this.text = text;
    }

    /**
     * Describes a Thing. A member that cannot be described is left out and logged; the rest is
     * there.
     *
     * @param prefix of the server's paths
     * @param logins the ways to log in; none if nobody has to
     */
    public static ThingDescription of(ServedThing thing, String prefix, Set<Login> logins) {
        String path = prefix + "/" + thing.name();
        ObjectNode td = Json.MAPPER.createObjectNode();
        td.put("title", thing.title());
        ObjectNode properties = td.putObject("properties");
        for (ServedProperty p : thing.properties().values()) {
            try {
                properties.set(p.name(), PropertyDescription.of(p, path));
            } catch (RuntimeException e) {
                omit(thing, p.name(), e);
            }
        }
        ObjectNode definitions = Json.MAPPER.createObjectNode();
        ObjectNode actions = td.putObject("actions");
        for (ServedAction a : thing.actions().values()) {
            try {
                actions.set(a.name(), ActionDescription.of(a, prefix, path, definitions));
            } catch (RuntimeException e) {
                omit(thing, a.name(), e);
            }
        }
        if (!thing.events().isEmpty()) {
            ObjectNode events = td.putObject("events");
            for (ServedEvent e : thing.events().values()) {
                try {
                    events.set(e.name(), EventDescription.of(e, path));
                } catch (RuntimeException failure) {
                    omit(thing, e.name(), failure);
                }
            }
        }
        if (thing.description() != null) {
            td.put("description", thing.description());
        }
        if (!definitions.isEmpty()) { // an empty one would not be valid
            td.set("schemaDefinitions", definitions);
        }
        td.put("base", OpenText.BASE + "/");
        Login.describe(td, logins, "No security");
        for (String context : CONTEXT) {
            td.withArray("/@context").add(context);
        }
        return new ThingDescription(new OpenText(Json.bytes(td)));
    }

    private static void omit(ServedThing thing, String member, RuntimeException e) {
        LOG.error(
                "{}.{} is missing in its Thing Description: {}",
                thing.name(),
                member,
                e.toString());
    }

    /**
     * Appends the whole description.
     *
     * @param base {@code http://host:port} as who asks reached the server
     */
    void appendTo(ByteArrayOutputStream out, String base) {
        text.appendTo(out, base);
    }

    /** About how many bytes it has. */
    int size() {
        return text.size();
    }
}
