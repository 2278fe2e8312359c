package org.labthings.client;

import java.net.URI;
import java.util.Optional;
import org.labthings.client.internal.observe.EventStream;
import org.labthings.client.internal.observe.ThingSocket;
import org.labthings.client.internal.td.Affordance;

/** An event of a remote Thing. From any thread. */
public final class RemoteEvent extends RemoteAffordance {
    RemoteEvent(Connection connection, Affordance affordance) {
        super(connection, affordance);
    }

    /**
     * Subscribes, as {@link RemoteProperty#observe} does; there is no present value.
     *
     * @param observer told of each occurrence
     * @return ends it when closed
     */
    public Observation subscribe(Observer observer) {
        Observing observing = new Observing(connection, "event " + name(), observer);
        Optional<URI> events = connection.events(affordance, "subscribeevent");
        observing.attach(
                events.isPresent()
                        ? EventStream.open(
                                connection.transport(),
                                events.get(),
                                observing,
                                connection.options().longestReconnect().toMillis())
                        : connection.socket().watch(ThingSocket.Kind.EVENT, name(), observing));
        return observing;
    }
}
