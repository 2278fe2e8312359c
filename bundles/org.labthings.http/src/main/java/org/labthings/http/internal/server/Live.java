package org.labthings.http.internal.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.internal.mjpeg.LiveStreams;
import org.labthings.http.internal.observe.Observations;

/**
 * What does not end by itself: live streams and observations, and how they end with the server.
 * Other requests need no such care: at a stop the connector waits for its connections.
 */
final class Live implements Graceful {
    private final LiveStreams streams;
    private final Observations observations;
    private volatile boolean shutdown;

    /** Made from a server that is not started yet. */
    Live(Server server, ThingServer things, Limits limits) {
        ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
        sockets.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        sockets.setIdleTimeout(Duration.ZERO); // the observations ping, and end what is silent
        streams = new LiveStreams(limits.streams(), server.getThreadPool(), server.getScheduler());
        observations =
                new Observations(
                        things,
                        limits.observers(),
                        sockets,
                        server.getThreadPool(),
                        server.getScheduler());
    }

    LiveStreams streams() {
        return streams;
    }

    Observations observations() {
        return observations;
    }

    void thingsChanged(Things view) {
        streams.thingsChanged(view);
        observations.thingsChanged(view);
    }

    /** Called by the server when it begins to stop, beside its connector. */
    @Override
    public CompletableFuture<Void> shutdown() {
        shutdown = true;
        return CompletableFuture.allOf(streams.endAll(), observations.endAll());
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }
}
