package org.labthings.client.internal.remote;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Affordances;
import org.labthings.api.DynamicThing;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.client.Observation;
import org.labthings.client.ThingClient;
import org.labthings.hardware.Stage;

/**
 * A remote Thing as a local service: its description as affordances, the capabilities that it
 * offers as interfaces, and what it tells as long as it is open.
 */
final class RemoteMembers {
    private final ThingClient client;
    private final Affordances affordances;
    private final List<RemoteAffordances.Told> told = new ArrayList<>();
    private final List<Class<?>> capabilities;
    private final Runnable doubt;
    private final List<Observation> observations = new ArrayList<>(); // guarded by this
    private ThingContext open; // guarded by this; null while the Thing is closed
    private String away; // guarded by this; null when its instrument is there

    /**
     * Reads the description, and asks for streams.
     *
     * @param streams names that are worth asking for
     * @param doubt called when a connection to the server breaks
     */
    RemoteMembers(String name, ThingClient client, String[] streams, Runnable doubt) {
        this.client = client;
        this.doubt = doubt;
        this.affordances = new RemoteAffordances(name, client, told).describe(streams);
        this.capabilities = Capabilities.of(client);
    }

    /** Simple names of the interfaces that it has, for people. */
    List<String> capabilities() {
        return capabilities.stream().map(Class::getSimpleName).toList();
    }

    /** The service. */
    Thing thing() {
        List<Class<?>> types = new ArrayList<>(capabilities);
        types.add(DynamicThing.class);
        // that loader sees all that the interfaces of its bundle mention, and the API
        return (Thing) client.as(Stage.class.getClassLoader(), types, this::invoke);
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "affordances" -> affordances;
            case "state" -> Map.of("url", client.url().toString());
            case "open" -> {
                open((ThingContext) arguments[0]);
                yield null;
            }
            case "close" -> {
                close();
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    /**
     * Says here what the other server says of its instrument.
     *
     * @param reason why it is away; empty when it is there
     */
    synchronized void instrument(Optional<String> reason) {
        away = reason.map(r -> "At " + client.url() + ": " + r).orElse(null);
        if (open != null) {
            tell(open);
        }
    }

    private void tell(ThingContext context) {
        if (away == null) {
            context.instrumentBack();
        } else {
            context.instrumentAway(away);
        }
    }

    private synchronized void open(ThingContext context) {
        open = context;
        tell(context);
        told.forEach(t -> observations.add(t.observe(client, doubt)));
    }

    private synchronized void close() {
        open = null;
        observations.forEach(Observation::close);
        observations.clear();
    }
}
