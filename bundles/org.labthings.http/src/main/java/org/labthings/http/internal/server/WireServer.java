package org.labthings.http.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.MemoryConnector;
import org.eclipse.jetty.server.MemoryTransport;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.internal.discovery.Announcer;
import org.labthings.http.internal.discovery.DiscoveryRoutes;
import org.labthings.http.internal.discovery.SchemaRoute;
import org.labthings.http.internal.download.BlobReply;
import org.labthings.http.internal.download.BlobRoutes;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.extra.ExtraRoutes;
import org.labthings.http.internal.guard.Administration;
import org.labthings.http.internal.guard.Exposure;
import org.labthings.http.internal.guard.Gate;
import org.labthings.http.internal.guard.LoginRoutes;
import org.labthings.http.internal.invocation.InvocationJson;
import org.labthings.http.internal.invocation.InvocationLists;
import org.labthings.http.internal.invocation.InvocationRoutes;
import org.labthings.http.internal.log.LogRoutes;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.internal.openapi.Login;
import org.labthings.http.internal.openapi.OpenApiRoutes;
import org.labthings.http.internal.reply.JsonErrors;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.thing.Setup;
import org.labthings.http.internal.thing.ThingRoutes;
import org.labthings.http.internal.work.Workers;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Gatekeeper.Certificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Jetty server. It runs from the start, so that the port can be opened in no time once the
 * Things are there.
 *
 * <pre>
 * Server
 *  ├ Gate                         who may come in; all of it non-blocking, on selector threads
 *  │  ├ ThingApi                  affordances, descriptions, invocations, blobs, streams, sockets
 *  │  └ Handler.Sequence          what is no Thing's
 *  │     ├ BlockingDispatch       hands over to the server's pool
 *  │     │  └ ServletContextHandler  the Felix HTTP bridge, when it is there
 *  │     └ NotFound               404
 *  └ Live                         at a stop, ends the streams
 * </pre>
 */
final class WireServer {
    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;

    static {
        HeaderEncoders.find();
    }

    private final Limits limits;
    private final Gatekeeper gatekeeper;
    private final Gate gate;
    private final Server server;
    private final Connectors connectors;
    private final ThingApi api;
    private final RouteCompiler compiler;
    private final Workers workers;
    private final ServletBridge bridge;
    private final Live live;
    private final OpenApiRoutes docs;
    private final DiscoveryRoutes discovery;
    private final Announcer announcer;
    private final Services services;
    private final RequestMeters meters;
    private final Administration administration;
    private final ExtraRoutes extraRoutes;
    private ServerConnector connector;
    private volatile boolean exposed;
    private volatile boolean allOrigins;

    /**
     * Starts the server without a port.
     *
     * @param services what may come and go
     * @param meters where answers are counted
     * @param gatekeeper who may do what
     */
    WireServer(
            ThingServer things,
            Limits limits,
            String version,
            Services services,
            RequestMeters meters,
            Gatekeeper gatekeeper)
            throws Exception {
        this.limits = limits;
        this.services = services;
        this.meters = meters;
        this.gatekeeper = gatekeeper;
        administration = new Administration(this::isLoginRequired, gatekeeper);
        server = new Server(new HttpThreads(MAX_THREADS, MIN_THREADS));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(limits.stop().toMillis());
        connectors = new Connectors(server, limits);
        workers = new Workers(limits.workers());
        live = new Live(server, things, limits);
        docs =
                new OpenApiRoutes(
                        things, version, this::logins, workers.platform(), limits.answer());
        discovery = new DiscoveryRoutes(things, version, this::logins);
        announcer = new Announcer(things.apiPrefix(), version);
        compiler = compiler(things);
        extraRoutes =
                new ExtraRoutes(
                        things, administration, workers, limits.maxBodySize(), limits.answer());
        Cors.Policy named = Cors.Policy.of(this::origins);
        Cors cors = new Cors(origin -> allOrigins ? Cors.Welcome.FULL : named.welcome(origin));
        NotFound notFound = new NotFound(cors, meters);
        BlockingDispatch dispatch = new BlockingDispatch(limits, meters);
        api = new ThingApi(cors, meters);
        bridge = new ServletBridge(dispatch, notFound::handle);
        server.addBean(live);
        gate =
                new Gate(
                        gatekeeper,
                        cors,
                        limits.body(),
                        api,
                        new Handler.Sequence(dispatch, notFound));
        server.setHandler(gate);
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
        framework.addAll(new LoginRoutes(gatekeeper, this::isLoginRequired).registrations());
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
        framework.addAll(
                new LogRoutes(
                                services.log(),
                                things,
                                live.observations(),
                                workers.platform(),
                                deadline)
                        .registrations(prefix));
        framework.addAll(
                new SchemaRoute(services.schema(), workers.platform(), deadline).registrations());
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
                        live.observations(),
                        administration);
        return new RouteCompiler(
                prefix,
                workers,
                new ThingRoutes(setup),
                framework,
                meters,
                things::globalLockHolder,
                this::logins);
    }

    private Set<Login> logins() {
        return isLoginRequired() ? EnumSet.allOf(Login.class) : Set.of();
    }

    private boolean isLoginRequired() {
        return exposed || gatekeeper.policy().loginRequired();
    }

    private Set<String> origins() {
        Set<String> policy = gatekeeper.policy().origins();
        if (limits.origins().isEmpty()) {
            return policy;
        }
        Set<String> all = new HashSet<>(limits.origins());
        all.addAll(policy);
        return all;
    }

    /** Where the servlet world is plugged in. */
    ServletBridge bridge() {
        return bridge;
    }

    /** What is open and goes on. */
    Live live() {
        return live;
    }

    /**
     * What extensions add, from the next view on. Called by one thread at a time.
     *
     * @return why the server must not start like this, or null
     */
    String extend(Collection<ServerExtension> extensions) {
        ExtraRoutes.Extras extras = extraRoutes.of(extensions);
        compiler.extend(extras);
        announcer.alsoAnnounce(extras.announcements());
        allOrigins = extras.allOrigins();
        return extras.refusal();
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
     * @param login whether everybody has to log in because of where that is
     * @return the URL under which it is reached
     * @throws Address.UnavailableException when it cannot be opened; what was open stays open
     */
    synchronized String listen(Address address, boolean login) throws Address.UnavailableException {
        List<String> names = address.names();
        Certificate certificate = certificate(address, names);
        ServerConnector next = connectors.make(address, certificate);
        try {
            next.open();
            exposed = login;
            gate.expose(new Exposure(login, Set.copyOf(names)));
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
        return address.url(certificate == null ? "http" : "https", next.getLocalPort());
    }

    private Certificate certificate(Address address, List<String> names)
            throws Address.UnavailableException {
        if (!gatekeeper.policy().tls()) {
            return null;
        }
        try {
            Certificate certificate = gatekeeper.certificate(names);
            LOG.info("SHA-256 fingerprint of the certificate: {}", certificate.fingerprint());
            return certificate;
        } catch (IOException e) {
            throw new Address.UnavailableException(
                    "Cannot listen on " + address + " with TLS: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a way in that needs no port, for clients in this process: they are this machine. It
     * stays open until the server stops.
     */
    Transport listenInMemory() throws Exception {
        MemoryConnector memory =
                new MemoryConnector(server, new HttpConnectionFactory(connectors.configuration()));
        memory.setIdleTimeout(limits.idle().toMillis());
        memory.setShutdownIdleTimeout(Connectors.SHUTDOWN_IDLE_MILLIS);
        gate.expose(new Exposure(false, Set.of("localhost", "127.0.0.1")));
        server.addConnector(memory);
        memory.start();
        return new MemoryTransport(memory);
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

    /** First: the connector is quick to cut off a WebSocket that was silent, farewell or not. */
    private void endLive() {
        try {
            live.shutdown().get(limits.stop().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("Streams and observers were cut off: they took longer than the stop time-out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets requests end, for a bounded time, and closes everything. */
    void stop() {
        announcer.stop();
        endLive();
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
