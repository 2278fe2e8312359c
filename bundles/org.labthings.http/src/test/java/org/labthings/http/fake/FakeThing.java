package org.labthings.http.fake;

import java.util.Map;
import java.util.TreeMap;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;

/** A Thing made of parts. */
public final class FakeThing implements ServedThing {
    private final String name;
    private final Map<String, ServedProperty> properties = new TreeMap<>();
    private final Map<String, ServedAction> actions = new TreeMap<>();
    private final Map<String, ServedEndpoint> endpoints = new TreeMap<>();
    private final Map<String, ServedStream> streams = new TreeMap<>();
    private final Map<String, ServedEvent> events = new TreeMap<>();

    public FakeThing(String name) {
        this.name = name;
    }

    public FakeThing with(ServedProperty... more) {
        for (ServedProperty p : more) {
            properties.put(p.name(), p);
        }
        return this;
    }

    public FakeThing with(ServedAction... more) {
        for (ServedAction a : more) {
            actions.put(a.name(), a);
        }
        return this;
    }

    public FakeThing with(ServedEndpoint... more) {
        for (ServedEndpoint e : more) {
            endpoints.put(e.method() + " " + e.path(), e);
        }
        return this;
    }

    public FakeThing with(ServedStream stream) {
        streams.put(stream.name(), stream);
        return this;
    }

    public FakeThing with(ServedEvent event) {
        events.put(event.name(), event);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "Title of " + name;
    }

    @Override
    public String description() {
        return "Description of " + name;
    }

    @Override
    public Map<String, ServedProperty> properties() {
        return properties;
    }

    @Override
    public Map<String, ServedAction> actions() {
        return actions;
    }

    @Override
    public Map<String, ServedEvent> events() {
        return events;
    }

    @Override
    public Map<String, ServedStream> streams() {
        return streams;
    }

    @Override
    public Map<String, ServedEndpoint> endpoints() {
        return endpoints;
    }
}
