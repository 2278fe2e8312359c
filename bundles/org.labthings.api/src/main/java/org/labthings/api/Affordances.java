package org.labthings.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The affordances of a {@link DynamicThing}: declared one after the other in its constructor, by
 * one thread, and not changed once the Thing is served.
 *
 * <p>Data Schemas are those of W3C WoT Thing Description 1.1, as JSON text or as a map of JDK
 * values. Values cross as JDK values: integers are {@code Long}, numbers {@code Double}, objects
 * {@code Map}, arrays {@code List}, links to data {@link Blob}.
 */
public final class Affordances {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.~-]+");

    private final Map<String, DynamicProperty> properties = new LinkedHashMap<>();
    private final Map<String, DynamicAction> actions = new LinkedHashMap<>();
    private final Map<String, DynamicEvent> events = new LinkedHashMap<>();
    private final Map<String, MjpegStream> streams = new LinkedHashMap<>();
    private String title;
    private String description;
    private boolean trusted;

    /** None so far. */
    public Affordances() {}

    /**
     * Title of the Thing; without one the simple name of its class.
     *
     * @param text in one line; null: the name of the class
     * @return this
     */
    public Affordances title(String text) {
        title = text;
        return this;
    }

    /**
     * Description of the Thing for people.
     *
     * @param text of any length; null: the Javadoc of the class, where it is kept
     * @return this
     */
    public Affordances description(String text) {
        description = text;
        return this;
    }

    /**
     * What the Thing's code hands out passes as it is, though it may not fit its Data Schema: for
     * values that somebody else answers for, such as another server. What comes from clients is
     * validated all the same.
     *
     * @return this
     */
    public Affordances trusted() {
        trusted = true;
        return this;
    }

    /**
     * Declares a property.
     *
     * @param name on the wire, as it is: letters, digits and {@code _ . ~ -}
     * @return the property, to be described further: it needs code that reads it, or a handle
     * @throws IllegalArgumentException when the name is taken, or cannot be part of a URL
     */
    public DynamicProperty property(String name) {
        DynamicProperty property = new DynamicProperty(free(name));
        properties.put(name, property);
        return property;
    }

    /**
     * Declares an action; otherwise as {@link #property}.
     *
     * @param name on the wire
     * @return the action, to be described further: it needs {@link DynamicAction#does}
     */
    public DynamicAction action(String name) {
        DynamicAction action = new DynamicAction(free(name));
        actions.put(name, action);
        return action;
    }

    /**
     * Declares an event; otherwise as {@link #property}.
     *
     * @param name on the wire
     * @return the event, to be described further, and to be emitted by
     */
    public DynamicEvent event(String name) {
        DynamicEvent event = new DynamicEvent(free(name));
        events.put(name, event);
        return event;
    }

    /**
     * Declares a live stream; otherwise as {@link #property}.
     *
     * @param name on the wire
     * @param stream made for it, not null; one stream may have several names
     * @return this
     */
    public Affordances stream(String name, MjpegStream stream) {
        streams.put(free(name), Objects.requireNonNull(stream, "stream"));
        return this;
    }

    private String free(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be the name of an affordance: it is part of a URL");
        }
        if (properties.containsKey(name)
                || actions.containsKey(name)
                || events.containsKey(name)
                || streams.containsKey(name)) {
            throw new IllegalArgumentException("There is an affordance '" + name + "' already");
        }
        return name;
    }

    /** {@return title of the Thing, or null} */
    public String title() {
        return title;
    }

    /** {@return description of the Thing, or null} */
    public String description() {
        return description;
    }

    /** {@return whether values of its code pass unchecked} */
    public boolean isTrusted() {
        return trusted;
    }

    /** {@return the properties by name, in order of declaration} A view, unmodifiable. */
    public Map<String, DynamicProperty> properties() {
        return Collections.unmodifiableMap(properties);
    }

    /** {@return the actions by name, in order of declaration} A view, unmodifiable. */
    public Map<String, DynamicAction> actions() {
        return Collections.unmodifiableMap(actions);
    }

    /** {@return the events by name, in order of declaration} A view, unmodifiable. */
    public Map<String, DynamicEvent> events() {
        return Collections.unmodifiableMap(events);
    }

    /** {@return the live streams by name, in order of declaration} A view, unmodifiable. */
    public Map<String, MjpegStream> streams() {
        return Collections.unmodifiableMap(streams);
    }
}
