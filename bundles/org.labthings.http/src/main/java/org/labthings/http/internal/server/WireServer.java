package org.labthings.http.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.internal.discovery.Announcer;
import org.labthings.http.internal.discovery.DiscoveryRoutes;
import org.labthings.http.internal.download.BlobReply;
import org.labthings.http.internal.download.BlobRoutes;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.invocation.InvocationJson;
import org.labthings.http.internal.invocation.InvocationLists;
import org.labthings.http.internal.invocation.InvocationRoutes;
import org.labthings.http.internal.openapi.OpenApiRoutes;
import org.labthings.http.internal.reply.JsonErrors;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.thing.Setup;
import org.labthings.http.internal.thing.ThingRoutes;
import org.labthings.http.internal.work.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Jetty server. It runs from the start, so that the port can be opened in no time once the
 * Things are there.
 *
 * <pre>
 * Server
 *  ├ Handler.Sequence             all of it non-blocking, on selector threads
 *  │  ├ ThingApi                  affordances, descriptions, invocations, blobs, streams, sockets
 *  │  ├ BlockingDispatch          hands over to the server's pool
 *  │  │  └ ServletContextHandler  the Felix HTTP bridge, when it is there
 *  │  └ NotFound                  404
 *  └ Live                         at a stop, ends the streams
 * </pre>
 */
final class WireServer {
    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;
    private static final int SEND_BUFFER = 256 * 1024;

    /** How long a connection without a request stays open once the server stops. */
    private static final int SHUTDOWN_IDLE_MILLIS = 100;

    private final Limits limits;
    private final Server server;
    private final ThingApi api;
    private final RouteCompiler compiler;
    private final Workers workers;
    private final ServletBridge bridge;
    private final Live live;
    private final OpenApiRoutes docs;
    private final DiscoveryRoutes discovery;
    private final Announcer announcer;
    private ServerConnector connector;

    WireServer(ThingServer things, Limits limits, String version) throws Exception {
        this.limits = limits;
        QueuedThreadPool pool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        pool.setName("http");
        pool.setDaemon(true);
        server = new Server(pool);
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(limits.stop().toMillis());
        workers = new Workers(limits.workers());
        live = new Live(server, things);
        docs = new OpenApiRoutes(things, version, Set.of(), workers.platform(), limits.answer());
        discovery = new DiscoveryRoutes(things, version, Set.of());
        announcer = new Announcer(things.apiPrefix(), version);
        compiler = compiler(things);
        Cors cors = new Cors(Cors.Policy.ANY);
        NotFound notFound = new NotFound(cors);
        BlockingDispatch dispatch = new BlockingDispatch();
        api = new ThingApi(cors);
        bridge = new ServletBridge(dispatch, notFound::handle);
        server.addBean(live);
        server.setHandler(new Handler.Sequence(api, dispatch, notFound));
        try {
            server.start();
        } catch (Exception e) {
            stop();
            throw e;
        }
    }

    private RouteCompiler compiler(ThingServer things) {
        String prefix = things.apiPrefix();
        Duration deadline = limits.answer();
        InvocationJson json = new InvocationJson(prefix);
        InvocationLists lists = new InvocationLists(json, workers.platform(), deadline);
        BlobReply blobs = new BlobReply(workers.platform(), deadline);
        List<Registration> framework = new ArrayList<>(docs.registrations());
        framework.addAll(discovery.registrations());
        framework.addAll(
                new InvocationRoutes(
                                things,
                                json,
                                lists,
                                blobs,
                                live.observations(),
                                workers.platform(),
                                deadline)
                        .registrations(prefix));
        framework.addAll(new BlobRoutes(things.blobs(), blobs).registrations(prefix));
        Setup setup =
                new Setup(
                        things,
                        workers,
                        limits.maxBodySize(),
                        deadline,
                        json,
                        lists,
                        blobs,
                        live.streams(),
                        live.observations());
        return new RouteCompiler(prefix, workers, new ThingRoutes(setup), framework);
    }

    /** Where the servlet world is plugged in. */
    ServletBridge bridge() {
        return bridge;
    }

    /** Serves another view. Called by one thread at a time. */
    void serve(Things view) {
        live.thingsChanged(view);
        docs.thingsChanged(view);
        discovery.thingsChanged(view);
        api.swap(compiler.compile(view));
    }

    /** Whether a port is open. */
    synchronized boolean isListening() {
        return connector != null;
    }

    /**
     * Opens a port; one that is open already is closed afterwards.
     *
     * @return the URL under which it is reached
     * @throws Address.UnavailableException when it cannot be opened; what was open stays open
     */
    synchronized String listen(Address address) throws Address.UnavailableException {
        ServerConnector next = connector(address);
        try {
            next.open();
            next.start();
        } catch (IOException e) {
            next.close();
            throw address.unavailable(e);
        } catch (Exception e) {
            next.close();
            throw address.unavailable(new IOException(e));
        }
        server.addConnector(next);
        ServerConnector previous = connector;
        connector = next;
        if (previous != null) {
            close(previous);
        }
        if (limits.mdns()) {
            announcer.announce(address.resolve().getAddress(), next.getLocalPort());
        }
        return address.url(next.getLocalPort());
    }

    private ServerConnector connector(Address address) throws Address.UnavailableException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Paths are looked up as they are: whatever is odd about one, it is simply not there.
        http.setUriCompliance(UriCompliance.UNSAFE);
        List<ConnectionFactory> protocols = new ArrayList<>();
        protocols.add(new HttpConnectionFactory(http));
        if (limits.http2()) {
            protocols.add(new HTTP2CServerConnectionFactory(http));
        }
        ServerConnector next =
                new ServerConnector(server, 1, 1, protocols.toArray(ConnectionFactory[]::new));
        next.setHost(address.resolve().getAddress().getHostAddress());
        next.setPort(address.port());
        next.setIdleTimeout(limits.idle().toMillis());
        next.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        next.setAcceptedSendBufferSize(SEND_BUFFER);
        return next;
    }

    private void close(ServerConnector previous) {
        try {
            previous.shutdown().get(limits.stop().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("Requests to port {} were cut off", previous.getPort());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            previous.stop();
        } catch (Exception e) {
            LOG.warn("Port {} did not close cleanly: {}", previous.getPort(), e.toString());
        }
        server.removeConnector(previous);
    }

    /** Lets requests end, for a bounded time, and closes everything. */
    void stop() {
        announcer.stop();
        try {
            server.stop();
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("Requests were cut off: they took longer than the stop time-out");
        } catch (Exception e) {
            LOG.warn("The HTTP server did not stop cleanly: {}", e.toString());
        }
        workers.stop();
    }
}
