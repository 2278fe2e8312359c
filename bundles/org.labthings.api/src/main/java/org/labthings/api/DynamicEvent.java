package org.labthings.api;

import java.util.Map;

/** An event of a {@link DynamicThing}; made by {@link Affordances#event}. */
public final class DynamicEvent {
    private final String name;
    private final EventSource<Object> source = EventSource.create();
    private String title;
    private String description;
    private Object data;

    DynamicEvent(String name) {
        this.name = name;
    }

    /** Title for people; without one its name. */
    public DynamicEvent title(String text) {
        title = text;
        return this;
    }

    /** Description for people. */
    public DynamicEvent description(String text) {
        description = text;
        return this;
    }

    /** Data Schema of what it tells as JSON text; without one it tells nothing but itself. */
    public DynamicEvent data(String json) {
        data = json;
        return this;
    }

    /** Data Schema of what it tells as an object of JDK values. */
    public DynamicEvent data(Map<String, ?> object) {
        data = object;
        return this;
    }

    /** Tells every subscribed client, as {@link EventSource#emit}. */
    public void emit(Object occurrence) {
        source.emit(occurrence);
    }

    /** Wire name. */
    public String name() {
        return name;
    }

    /** Title, or null. */
    public String title() {
        return title;
    }

    /** Description, or null. */
    public String description() {
        return description;
    }

    /** Data Schema: JSON text, a map, or null. */
    public Object data() {
        return data;
    }

    /** For the platform: where its occurrences come from. */
    public EventSource<Object> source() {
        return source;
    }
}
