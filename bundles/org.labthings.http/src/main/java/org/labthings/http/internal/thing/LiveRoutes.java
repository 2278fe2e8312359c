package org.labthings.http.internal.thing;

import java.util.List;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedStream;
import org.labthings.http.internal.mjpeg.LiveStreams;
import org.labthings.http.internal.mjpeg.ViewerPage;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.Route;

/** What of a Thing goes on: live streams, events, its WebSocket (specification 1.16 and 1.17). */
final class LiveRoutes {
    private final LiveStreams streams;
    private final Observations observations;
    private final String thing;
    private final String path;

    LiveRoutes(LiveStreams streams, Observations observations, String thing, String path) {
        this.streams = streams;
        this.observations = observations;
        this.thing = thing;
        this.path = path;
    }

    List<Registration> stream(ServedStream stream) {
        String at = path + "/" + stream.name();
        return List.of(
                Registration.exact("GET", at, streams.stream(thing, stream.name())),
                Registration.exact("GET", at + "/viewer", ViewerPage.of(at)));
    }

    List<Registration> event(ServedEvent event) {
        Route events = observations.event(thing, event.name());
        String at = path + "/" + event.name();
        return List.of(
                Registration.exact("GET", at, events),
                Registration.exact("GET", at + "/sse", events));
    }

    /** The WebSocket: to anything but a handshake there is nothing at its path. */
    Registration socket() {
        return Registration.exact(Resource.WEBSOCKET, path + "/ws", observations.socket(thing));
    }
}
