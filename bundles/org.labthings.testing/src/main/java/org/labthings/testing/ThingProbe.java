package org.labthings.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.labthings.api.Thing;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.schema.BlobLinks;
import org.labthings.testing.internal.CoreHost;
import org.labthings.testing.internal.JsonValues;
import org.labthings.testing.internal.TestLinks;

/**
 * A Thing on the real core, from both sides: the Java object, and what clients can do with it.
 * Names are those of the wire ({@code move_relative}). What a client would get as an error comes as
 * the exception behind it: a value that does not fit is a {@link
 * org.labthings.schema.ValidationException}, what the driver throws is thrown.
 *
 * <p>From any thread; may block as the driver does.
 *
 * @param <T> class of the Thing
 */
public class ThingProbe<T extends Thing> {
    private final CoreHost host;
    private final BlobLinks links;
    private final String name;
    private final T thing;

    ThingProbe(CoreHost host, String name, T thing) {
        this.host = host;
        this.links = new TestLinks(host.core().blobs());
        this.name = name;
        this.thing = thing;
    }

    final CoreHost host() {
        return host;
    }

    /** The name under which it is served. */
    public final String name() {
        return name;
    }

    /** The object itself. */
    public final T thing() {
        return thing;
    }

    /** Its state, with the reason, its slots, and its last transitions. */
    public final ThingStatus status() {
        return host.status(name);
    }

    /**
     * Waits until it is in a state.
     *
     * @return its status then
     * @throws AssertionError at the deadline, with how it is instead
     */
    public final ThingStatus awaitState(ThingState state) {
        return host.awaitState(name, state);
    }

    /** The folder of its settings file and of whatever it stores. */
    public final Path settingsFolder() {
        return host.core().settingsFolder().resolve(name);
    }

    /** Its compiled model: types, titles, limits, as they are in its Thing Description. */
    public final ServedThing model() {
        return host.served(name);
    }

    /** Reads a property, as GET does. */
    public final JsonNode get(String property) {
        try {
            return JsonValues.parse(property(property).read(links));
        } catch (IOException e) {
            throw new UncheckedIOException(name + "." + property + " cannot be encoded", e);
        }
    }

    /** Reads a property as a Java object: a number, a string, a list, a record and so on. */
    public final <V> V get(String property, Class<V> type) {
        return JsonValues.as(get(property), type);
    }

    /**
     * Writes a property, as PUT does; a setting is on disk afterwards.
     *
     * @param value a Java value, or a tree of JSON
     * @throws org.labthings.schema.ValidationException when it does not fit
     */
    public final void put(String property, Object value) {
        ServedProperty p = property(property);
        if (p.readOnly()) {
            throw new AssertionError(name + "." + property + " is read-only for clients");
        }
        p.write(JsonValues.of(value), links);
    }

    /** Resets a property. */
    public final void reset(String property) {
        property(property).reset();
    }

    private ServedProperty property(String property) {
        return member(model().properties(), property, "property");
    }

    /** Starts an action without arguments; see {@link #invoke(String, Map)}. */
    public final TestInvocation invoke(String action) {
        return invoke(action, Map.of());
    }

    /**
     * Starts an action, as POST does; does not wait for it.
     *
     * @param arguments by wire name
     * @throws org.labthings.schema.ValidationException when they do not fit
     */
    public final TestInvocation invoke(String action, Map<String, ?> arguments) {
        ServedAction a = member(model().actions(), action, "action");
        return new TestInvocation(
                a.invoke(JsonValues.of(arguments), links), host.core().blobs(), host.deadline());
    }

    /** Observes a property, event or action from now on. */
    public final Observation observe(String affordance) {
        ServedThing model = model();
        if (!model.events().containsKey(affordance) && !model.actions().containsKey(affordance)) {
            ServedProperty p = property(affordance);
            if (!p.observable()) {
                throw new AssertionError(
                        name + "." + affordance + " cannot be observed: it is no data property");
            }
        }
        return new Observation(host.core().notifications(), name, affordance, host.deadline());
    }

    private <M> M member(Map<String, M> members, String member, String kind) {
        M found = members.get(member);
        if (found == null) {
            throw new AssertionError(
                    name + " has no " + kind + " '" + member + "'; it has " + members.keySet());
        }
        return found;
    }
}
