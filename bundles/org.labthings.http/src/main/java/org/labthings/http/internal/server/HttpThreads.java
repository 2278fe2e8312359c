package org.labthings.http.internal.server;

import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The server's thread pool. An HTTP/1 connection that goes on after its answer was completed
 * elsewhere goes on on its selector's thread, never on the pool.
 *
 * <p>Jetty (to 12.1.13 at least) answers a request that is no HTTP on a thread of the pool, and the
 * connection goes on on another one while the selector is still parsing: both then release the same
 * buffer, which a third connection may have got in between. One client's malformed requests would
 * be read into other clients' requests. On one thread there is no such race. What runs there is
 * what a selector runs anyway: reading, parsing, and handlers that do not block.
 */
final class HttpThreads extends QueuedThreadPool {
    private static final int IDLE_MILLIS = 60_000;

    HttpThreads(int maxThreads, int minThreads) {
        // Jetty's own queue would start the JVM's management, a twentieth of a second at each
        // start.
        super(maxThreads, minThreads, IDLE_MILLIS, -1, new LinkedBlockingQueue<>(), null);
        setName("http");
        setDaemon(true);
    }

    @Override
    public void execute(Runnable job) {
        ManagedSelector selector =
                job instanceof ConnectionMetaData connection ? selector(connection) : null;
        if (selector == null) {
            super.execute(job);
        } else {
            selector.submit(channels -> job.run());
        }
    }

    /** The only one of a connector, or null where there is another kind of connector. */
    private static ManagedSelector selector(ConnectionMetaData connection) {
        return connection.getConnector() instanceof ServerConnector connector
                ? connector.getSelectorManager().getBean(ManagedSelector.class)
                : null;
    }
}
