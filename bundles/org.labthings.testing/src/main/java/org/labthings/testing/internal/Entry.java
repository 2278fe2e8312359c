package org.labthings.testing.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.api.Thing;
import org.labthings.schema.Json;

/** A Thing as a test configures it. Confined to the test's thread. */
public final class Entry {
    private final String name;
    private final ObjectNode slots = Json.MAPPER.createObjectNode();
    private final ObjectNode kwargs = Json.MAPPER.createObjectNode();
    private final Thing thing;

    /** A Thing under a name. */
    public Entry(String name, Thing thing) {
        this.name = name;
        this.thing = thing;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The Thing. */
    public Thing thing() {
        return thing;
    }

    /** What its slots are configured to, as in a configuration file. */
    public ObjectNode slots() {
        return slots;
    }

    /** Its keyword arguments, as in a configuration file. */
    public ObjectNode kwargs() {
        return kwargs;
    }
}
