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

    /**
     * Title for people; without one its name.
     *
     * @param text in one line; null for its name
     * @return this
     */
    public DynamicEvent title(String text) {
        title = text;
        return this;
    }

    /**
     * Description for people.
     *
     * @param text of any length; null for none
     * @return this
     */
    public DynamicEvent description(String text) {
        description = text;
        return this;
    }

    /**
     * Data Schema of what it tells as JSON text; without one it tells nothing but itself.
     *
     * @param json of an object; what is none makes the Thing unservable
     * @return this
     */
    public DynamicEvent data(String json) {
        data = json;
        return this;
    }

    /**
     * Data Schema of what it tells as an object of JDK values.
     *
     * @param object strings, numbers, booleans, lists and maps; null for none
     * @return this
     */
    public DynamicEvent data(Map<String, ?> object) {
        data = object;
        return this;
    }

    /**
     * Tells every subscribed client, as {@link EventSource#emit}.
     *
     * @param occurrence of JDK types, as the Data Schema says; not looked at without one
     * @throws RuntimeException when it does not fit the Data Schema
     */
    public void emit(Object occurrence) {
        source.emit(occurrence);
    }

    /** {@return its wire name} */
    public String name() {
        return name;
    }

    /** {@return its title, or null} */
    public String title() {
        return title;
    }

    /** {@return its description, or null} */
    public String description() {
        return description;
    }

    /** {@return the Data Schema of what it tells: JSON text, a map, or null} */
    public Object data() {
        return data;
    }

    /** {@return where its occurrences come from} For the platform. */
    public EventSource<Object> source() {
        return source;
    }
}
