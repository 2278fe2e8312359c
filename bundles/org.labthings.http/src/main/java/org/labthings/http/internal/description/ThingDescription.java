package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Thing Description (LabThings specification 2), compiled once. Only {@code base} depends on
 * who asks; the rest is kept as the bytes before and after it.
 */
public final class ThingDescription {
    private static final Logger LOG = LoggerFactory.getLogger(ThingDescription.class);

    /** Both forms, because validators and clients disagree on which one is right. */
    private static final String[] CONTEXT = {
        "https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"
    };

    private final byte[] before;
    private final byte[] after;

    private ThingDescription(byte[] before, byte[] after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Describes a Thing. A member that cannot be described is left out and logged; the rest is
     * there.
     *
     * @param path of the Thing with the server's prefix, without a slash at the end
     */
    public static ThingDescription of(ServedThing thing, String path) {
        ObjectNode head = Json.MAPPER.createObjectNode();
        head.put("title", thing.title());
        ObjectNode properties = head.putObject("properties");
        for (ServedProperty p : thing.properties().values()) {
            try {
                properties.set(p.name(), PropertyDescription.of(p, path + "/" + p.name()));
            } catch (RuntimeException e) {
                omit(thing, p.name(), e);
            }
        }
        ObjectNode actions = head.putObject("actions");
        for (ServedAction a : thing.actions().values()) {
            try {
                actions.set(a.name(), ActionDescription.of(a, path + "/" + a.name()));
            } catch (RuntimeException e) {
                omit(thing, a.name(), e);
            }
        }
        if (!thing.events().isEmpty()) {
            ObjectNode events = head.putObject("events");
            for (ServedEvent e : thing.events().values()) {
                try {
                    events.set(e.name(), EventDescription.of(e, path + "/" + e.name()));
                } catch (RuntimeException failure) {
                    omit(thing, e.name(), failure);
                }
            }
        }
        if (thing.description() != null) {
            head.put("description", thing.description());
        }
        ObjectNode tail = Json.MAPPER.createObjectNode();
        tail.putObject("securityDefinitions")
                .putObject("no_security")
                .put("description", "No security")
                .put("scheme", "nosec");
        tail.put("security", "no_security");
        for (String context : CONTEXT) {
            tail.withArray("/@context").add(context);
        }
        return new ThingDescription(open(Json.bytes(head)), close(Json.bytes(tail)));
    }

    private static void omit(ServedThing thing, String member, RuntimeException e) {
        LOG.error(
                "{}.{} is missing in its Thing Description: {}",
                thing.name(),
                member,
                e.toString());
    }

    /** An object's text up to its end, with room for one more member. */
    private static byte[] open(byte[] object) {
        byte[] name = ",\"base\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] out = Arrays.copyOf(object, object.length - 1 + name.length);
        System.arraycopy(name, 0, out, object.length - 1, name.length);
        return out;
    }

    private static byte[] close(byte[] object) {
        byte[] out = object.clone();
        out[0] = ',';
        return out;
    }

    /**
     * Appends the whole description.
     *
     * @param baseJson the value of {@code base} as JSON text
     */
    void appendTo(ByteArrayOutputStream out, byte[] baseJson) {
        out.writeBytes(before);
        out.writeBytes(baseJson);
        out.writeBytes(after);
    }

    int size() {
        return before.length + after.length;
    }
}
