package org.labthings.http.internal.server;

import jakarta.servlet.http.HttpServlet;
import java.util.EventListener;
import java.util.Map;
import java.util.function.Consumer;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.osgi.framework.BundleContext;
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
        service = {},
        immediate = true,
        configurationPid = "org.labthings.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpSettings.class)
public final class HttpComponent {
    private static final Logger LOG = LoggerFactory.getLogger(HttpComponent.class);
    private static final int CANNOT_START = 3;

    private final ThingServer things;
    private final String version;
    private final Consumer<Map<String, Object>> launcher;
    private final ServiceRegistration<ThingsListener> registration;
    private HttpServlet servlet;
    private EventListener events;
    private Things view;
    private Address address;
    private boolean insecure;
    private Limits limits;
    private WireServer server;

    /** Starts the server without a port. */
    @Activate
    public HttpComponent(
            HttpSettings settings,
            BundleContext context,
            @Reference ThingServer things,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            target = "(labthings.launcher=true)")
                    Consumer<Map<String, Object>> launcher)
            throws Exception {
        this.things = things;
        this.launcher = launcher;
        this.version = version(context);
        this.address = new Address(settings.host(), settings.port());
        this.insecure = settings.insecure();
        this.limits = Limits.of(settings);
        this.server = new WireServer(things, limits, version);
        try {
            this.registration = context.registerService(ThingsListener.class, new Listener(), null);
        } catch (IllegalStateException e) { // the bundle is being stopped meanwhile
            server.stop();
            throw e;
        }
    }

    /** Major, minor and micro: the qualifier is a time of building. */
    private static String version(BundleContext context) {
        Version v = context.getBundle().getVersion();
        return v.getMajor() + "." + v.getMinor() + "." + v.getMicro();
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
        boolean first = next.settled() && (view == null || !view.settled());
        view = next;
        server.serve(next);
        if (first && !server.isListening()) {
            listen();
        }
    }

    /** Moves to another port, or starts anew with other limits. */
    @Modified
    synchronized void modified(HttpSettings settings) throws Exception {
        Address nextAddress = new Address(settings.host(), settings.port());
        Limits nextLimits = Limits.of(settings);
        boolean same = nextAddress.equals(address) && settings.insecure() == insecure;
        address = nextAddress;
        insecure = settings.insecure();
        if (!nextLimits.equals(limits)) {
            limits = nextLimits;
            server.stop();
            server = new WireServer(things, limits, version);
            server.bridge().servlet(servlet);
            server.bridge().events(events);
            if (view != null) {
                server.serve(view);
            }
        } else if (same && server.isListening()) {
            return;
        }
        if (view != null && view.settled()) {
            listen();
        }
    }

    private void listen() {
        try {
            if (!insecure && !address.isLocal()) {
                failed(
                        "Will not listen on "
                                + address
                                + ": other machines could use every instrument without logging in."
                                + " Use --host 127.0.0.1, or --insecure if that is what you want");
                return;
            }
            String url = server.listen(address);
            LOG.info("Listening on {}", url);
            if (!address.isLocal()) {
                LOG.warn("Anybody who reaches {} may use every instrument (insecure)", address);
            }
            tell(Map.of("event", "listening", "url", url));
        } catch (Address.UnavailableException e) {
            failed(e.getMessage());
        }
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

    @Deactivate
    void stop() {
        registration.unregister(); // not in the lock: the core may be calling
        stopServer();
    }

    private synchronized void stopServer() {
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
}
