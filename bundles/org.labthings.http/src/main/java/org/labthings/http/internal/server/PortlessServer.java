package org.labthings.http.internal.server;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.io.Transport;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.security.Gatekeeper;

/**
 * The HTTP server without framework and port: the same handlers, reached through memory. The test
 * harness (org.labthings.testing) makes it; register it as a listener of the core.
 */
public final class PortlessServer implements ThingsListener, AutoCloseable {
    private final WireServer server;
    private final Transport transport;

    /**
     * Starts it; it serves nothing before the core has told it of Things.
     *
     * @param settings host and port are ignored
     * @param version shown in the API's description
     */
    public PortlessServer(
            ThingServer things, HttpSettings settings, String version, Gatekeeper gatekeeper)
            throws Exception {
        server =
                new WireServer(
                        things,
                        Limits.of(settings),
                        version,
                        new Services(() -> null, () -> null),
                        new RequestMeters(),
                        gatekeeper);
        try {
            transport = server.listenInMemory();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
    }

    /** How a Jetty client reaches it. */
    public Transport transport() {
        return transport;
    }

    /**
     * Opens a free port of the loopback address besides.
     *
     * @throws IOException when there is none; the message says what to do
     */
    public URI listen() throws IOException {
        return URI.create(server.listen(new Address("127.0.0.1", 0), false));
    }

    @Override
    public synchronized void thingsChanged(Things things) {
        server.serve(things);
    }

    @Override
    public void serverStopping() {
        server.stop();
    }

    /** Ends streams and requests, within the stop time-out. */
    @Override
    public void close() {
        server.stop();
    }
}
