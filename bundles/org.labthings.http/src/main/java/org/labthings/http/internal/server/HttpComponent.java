package org.labthings.http.internal.server;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.labthings.config.schema.ConfigurationSchema;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.metrics.HttpMetrics;
import org.labthings.http.metrics.ObserveCounters;
import org.labthings.http.metrics.RouteCounters;
import org.labthings.http.metrics.StreamCounters;
import org.labthings.logging.LogHistory;
import org.labthings.security.Gatekeeper;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server as a component: compiles what the core publishes, opens its port once the
 * start-up is over, moves it when the configuration says so, and tells the launcher how that went.
 *
 * <p>It registers its {@link ThingsListener} by itself: as a service of the component the core
 * could only get it when the activation is over, and would give up waiting for that on a slow
 * machine.
 */
@Component(
        service = HttpMetrics.class,
        immediate = true,
        configurationPid = "org.labthings.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpSettings.class)
public final class HttpComponent implements HttpMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(HttpComponent.class);
    private static final int CANNOT_START = 3;

    private final ThingServer things;
    private final String version;
    private final Gatekeeper gatekeeper;
    private final Consumer<Map<String, Object>> launcher;
    private final Runnable noLonger;
    private final RequestMeters meters = new RequestMeters();
    private final List<ServerExtension> extensions = new ArrayList<>();
    private ServiceRegistration<ThingsListener> registration;
    private String refusal;
    private HttpServlet servlet;
    private EventListener events;
    private boolean stopped;
    private Things view;
    private Address address;
    private boolean insecure;
    private int lastPort;
    private Limits limits;
    private volatile WireServer server;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile LogHistory log;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationSchema schema;

    /** Starts the server without a port. */
    @Activate
    public HttpComponent(
            HttpSettings settings,
            BundleContext context,
            @Reference ThingServer things,
            @Reference Gatekeeper gatekeeper,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            target = "(labthings.launcher=true)")
                    Consumer<Map<String, Object>> launcher)
            throws Exception {
        this.things = things;
        this.gatekeeper = gatekeeper;
        this.launcher = launcher;
        this.version = version(context);
        this.address = new Address(settings.host(), settings.port());
        this.insecure = settings.insecure();
        this.limits = Limits.of(settings);
        this.server = wireServer();
        this.noLonger = gatekeeper.onChange(this::policyChanged);
    }

    /**
     * Called by Declarative Services when extensions and the servlet bridge, as far as they are
     * there, are bound: whoever comes through the port finds them.
     */
    @Activate
    void follow(BundleContext context) {
        try {
            registration = context.registerService(ThingsListener.class, new Listening(), null);
        } catch (IllegalStateException e) { // the bundle is being stopped meanwhile
            noLonger.run();
            server.stop();
            throw e;
        }
    }

    private WireServer wireServer() throws Exception {
        Services services = new Services(() -> log, () -> schema);
        return new WireServer(things, limits, version, services, meters, gatekeeper);
    }

    /** Major, minor and micro: the qualifier is a time of building. */
    private static String version(BundleContext context) {
        Version v = context.getBundle().getVersion();
        return v.getMajor() + "." + v.getMinor() + "." + v.getMicro();
    }

    /** Whoever made this may have lost interest and never stop it: then its bundle does. */
    private final class Listening implements ServiceFactory<ThingsListener> {
        @Override
        public ThingsListener getService(
                Bundle core, ServiceRegistration<ThingsListener> registered) {
            return new Listener();
        }

        @Override
        public void ungetService(
                Bundle core, ServiceRegistration<ThingsListener> gone, ThingsListener listener) {
            stopServer();
        }
    }

    private final class Listener implements ThingsListener {
        @Override
        public void thingsChanged(Things next) {
            HttpComponent.this.thingsChanged(next);
        }

        /** Streams end and requests are refused before any Thing is closed. */
        @Override
        public void serverStopping() {
            stopServer();
        }
    }

    private synchronized void thingsChanged(Things next) {
        if (stopped) {
            return; // the core was about to tell when this was stopped: a port would stay open
        }
        boolean first = next.settled() && (view == null || !view.settled());
        view = next;
        server.serve(next);
        if (first && !server.isListening()) {
            listen();
        }
    }

    /** Moves to another port, or starts anew with other limits, on the same port if it can. */
    @Modified
    synchronized void modified(HttpSettings settings) throws Exception {
        if (stopped) {
            return;
        }
        Address nextAddress = new Address(settings.host(), settings.port());
        Limits nextLimits = Limits.of(settings);
        boolean same = nextAddress.equals(address) && settings.insecure() == insecure;
        lastPort = same ? lastPort : 0;
        address = nextAddress;
        insecure = settings.insecure();
        if (!nextLimits.equals(limits)) {
            limits = nextLimits;
            server.stop();
            server = wireServer();
            server.bridge().servlet(servlet);
            server.bridge().events(events);
            refusal = server.extend(extensions);
            if (view != null) {
                server.serve(view);
            }
            if (refusal != null && server.isListening()) {
                LOG.error("{}. The server goes on without", refusal);
            }
        } else if (same && server.isListening()) {
            return;
        }
        if (view != null && view.settled()) {
            listen();
        }
    }

    /** Descriptions say how to log in. */
    private synchronized void policyChanged() {
        if (!stopped && view != null) {
            server.serve(view);
        }
    }

    private void listen() {
        if (refusal != null && lastPort == 0) {
            failed(refusal);
            return;
        }
        try {
            boolean open = insecure && !gatekeeper.policy().loginRequired();
            if (!insecure && !address.isLocal() && !gatekeeper.policy().credentials()) {
                failed(
                        "Will not listen on "
                                + address
                                + ": other machines could use every instrument, because there is no"
                                + " user and no token yet. Make one (labthings user add NAME --role"
                                + " admin), use --host 127.0.0.1, or --insecure if everybody shall"
                                + " use them");
                return;
            }
            String url = open();
            lastPort = URI.create(url).getPort();
            LOG.info("Listening on {}", url);
            if (!address.isLocal() && open) {
                LOG.warn("Anybody who reaches {} may use every instrument (insecure)", address);
            }
            tell(Map.of("event", "listening", "url", url, "prefix", things.apiPrefix()));
            gatekeeper.listening();
        } catch (Address.UnavailableException e) {
            failed(e.getMessage());
        }
    }

    /** Any free port is the one that clients know, while it is free. */
    private String open() throws Address.UnavailableException {
        if (address.port() == 0 && lastPort != 0) {
            try {
                return server.listen(new Address(address.host(), lastPort), login());
            } catch (Address.UnavailableException e) {
                LOG.info("{}", e.getMessage());
            }
        }
        return server.listen(address, login());
    }

    /** Whoever can be reached from elsewhere asks who it is, unless told not to. */
    private boolean login() throws Address.UnavailableException {
        return !insecure && !address.isLocal();
    }

    private void failed(String message) {
        LOG.error(message);
        tell(Map.of("event", "failed", "exit", CANNOT_START, "message", message));
    }

    private void tell(Map<String, Object> event) {
        if (launcher != null) {
            launcher.accept(event);
        }
    }

    @Override
    public List<RouteCounters> routes() {
        return meters.counters();
    }

    @Override
    public StreamCounters streams() {
        return server.live().streams().counters();
    }

    @Override
    public ObserveCounters observers() {
        return server.live().observations().counters();
    }

    @Deactivate
    void stop() {
        noLonger.run();
        registration.unregister(); // not in the lock: the core may be calling
        stopServer();
    }

    private synchronized void stopServer() {
        stopped = true;
        server.stop();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(http.felix.dispatcher=*)")
    synchronized void bindServlet(HttpServlet next) {
        servlet = next;
        server.bridge().servlet(next);
    }

    synchronized void unbindServlet(HttpServlet gone) {
        if (servlet == gone) {
            bindServlet(null);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(http.felix.dispatcher=*)")
    synchronized void bindEvents(EventListener next) {
        events = next;
        server.bridge().events(next);
    }

    synchronized void unbindEvents(EventListener gone) {
        if (events == gone) {
            bindEvents(null);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindExtension(ServerExtension next) {
        extensions.add(next);
        extended();
    }

    synchronized void unbindExtension(ServerExtension gone) {
        extensions.remove(gone);
        extended();
    }

    private void extended() {
        if (!stopped) {
            refusal = server.extend(extensions);
            if (view != null) {
                server.serve(view);
            }
            if (refusal != null && server.isListening()) {
                LOG.error("{}. The server goes on without", refusal);
            }
        }
    }
}
