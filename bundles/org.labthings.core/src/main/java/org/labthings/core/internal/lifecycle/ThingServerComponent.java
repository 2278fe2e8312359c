package org.labthings.core.internal.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.labthings.api.Thing;
import org.labthings.core.BlobStore;
import org.labthings.core.Invocations;
import org.labthings.core.Notifications;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.core.internal.blob.StoredLinks;
import org.labthings.core.internal.blob.WeakBlobStore;
import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.notify.NotificationHub;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.event.Level;

/**
 * The platform as one service: puts its parts together, and connects them to the framework. It
 * registers the service itself, when it is complete: Declarative Services would make it on the
 * first request, and give nothing to who asks on another thread meanwhile.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = ThingServer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ServerConfiguration.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='org.labthings.core.ThingServer'",
        effective = "active")
public final class ThingServerComponent implements ThingServer {
    private final ServiceRegistration<ThingServer> registration;
    private final ServerSettings settings;
    private final GlobalLock lock;
    private final NotificationHub hub = new NotificationHub();
    private final WeakBlobStore blobs = new WeakBlobStore();
    private final InvocationStore invocations;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;
    private final LifeCycle lifeCycle;
    private final ThingServiceTracker tracker;
    private final ListenerTracker listeners;
    private final RemarksTracker remarks;
    private final SourceTracker sources;
    private final ServiceRegistration<SynchronousConfigurationListener> configurationListener;
    private final SynchronousBundleListener bundleListener = this::bundleChanged;
    private final BundleContext bundles;

    /**
     * Called by Declarative Services; starts the life-cycle thread, does not wait for any Thing.
     */
    @Activate
    public ThingServerComponent(
            BundleContext bundles,
            ServerConfiguration configuration,
            @Reference ServiceComponentRuntime components,
            @Reference ConfigurationAdmin admin,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY,
                            target = "(labthings.launcher=true)")
                    @SuppressWarnings("rawtypes")
                    Consumer launcher) {
        this.bundles = bundles;
        settings = settings(configuration);
        lock = new GlobalLock(configuration.enable__global__lock());
        invocations =
                new InvocationStore(
                        new InvocationStore.Limits(
                                configuration.invocations__running(),
                                configuration.invocations__queued(),
                                configuration.invocations__kept(),
                                configuration.invocations__kept__bytes()),
                        hub,
                        level(configuration.global__lock__log__level()));
        timer = Executors.newSingleThreadScheduledExecutor(daemons("labthings-timer"));
        workers = Executors.newCachedThreadPool(daemons("labthings-worker"));
        UnitConstruction.Platform platform =
                new UnitConstruction.Platform(
                        lock,
                        hub,
                        invocations,
                        new StoredLinks(blobs, settings.apiPrefix()),
                        timer,
                        workers);
        remarks = new RemarksTracker(bundles, this::changed);
        sources = new SourceTracker(bundles, this::changed);
        ConfiguredThings configured = new ConfiguredThings(admin, this::changed);
        lifeCycle =
                new LifeCycle(
                        settings,
                        new UnitConstruction(bundles, settings, platform),
                        platform,
                        new Overview(
                                new ComponentReasons(components, sources::absence), remarks::about),
                        configured,
                        workers,
                        failure -> report(launcher, failure));
        tracker = new ThingServiceTracker(bundles, lifeCycle);
        listeners = new ListenerTracker(bundles, lifeCycle);
        configurationListener =
                bundles.registerService(SynchronousConfigurationListener.class, configured, null);
        timer.scheduleWithFixedDelay(invocations::sweep, 1, 1, TimeUnit.SECONDS);
        bundles.addBundleListener(bundleListener);
        tracker.open();
        listeners.open();
        remarks.open();
        sources.open();
        lifeCycle.lookAgain();
        try {
            registration = bundles.registerService(ThingServer.class, this, null);
        } catch (IllegalStateException e) { // the bundle is being stopped meanwhile
            end();
            throw e;
        }
    }

    private static ServerSettings settings(ServerConfiguration c) {
        return new ServerSettings(
                Path.of(c.settings__folder()).toAbsolutePath(),
                c.api__prefix(),
                c.application__config().isEmpty() ? null : c.application__config(),
                c.debug(),
                c.strict(),
                Duration.ofMillis(c.open__patience()),
                Duration.ofMillis(c.cancel__grace()),
                Duration.ofMillis(c.close__deadline()));
    }

    private static Level level(String name) {
        return name.equals("WARNING") ? Level.WARN : Level.valueOf(name);
    }

    private static java.util.concurrent.ThreadFactory daemons(String name) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread t = new Thread(task, name + "-" + number.incrementAndGet());
            t.setDaemon(true);
            return t;
        };
    }

    @SuppressWarnings("unchecked") // docs/architecture.md: it takes maps of JDK values
    private static void report(
            @SuppressWarnings("rawtypes") Consumer launcher, Overview.Failure f) {
        if (launcher != null) {
            Map<String, Object> event = new HashMap<>();
            event.put("event", "failed");
            event.put("exit", f.exit());
            event.put("message", f.message());
            event.put("thing", f.thing());
            event.put("things", f.things());
            event.put("trace", f.trace());
            launcher.accept(event);
        }
    }

    private void changed() {
        if (lifeCycle != null) { // a configuration may change while the constructor runs
            lifeCycle.lookAgain();
        }
    }

    private void bundleChanged(BundleEvent event) {
        boolean framework = event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
        if (framework && event.getType() == BundleEvent.STOPPING) {
            lifeCycle.stop();
        } else if (event.getType() == BundleEvent.STOPPING) {
            lifeCycle.leaving(event.getBundle());
        } else if (event.getType() == BundleEvent.STARTED
                || event.getType() == BundleEvent.STOPPED) {
            lifeCycle.lookAgain();
        }
    }

    /** Closes what is still open; bounded by the deadlines of each Thing. */
    @Deactivate
    public void deactivate() {
        registration.unregister();
        end();
    }

    private void end() {
        bundles.removeBundleListener(bundleListener);
        configurationListener.unregister();
        tracker.close();
        listeners.close();
        remarks.close();
        sources.close();
        lifeCycle.end();
        invocations.stop();
        timer.shutdown();
        workers.shutdownNow();
    }

    @Override
    public String apiPrefix() {
        return settings.apiPrefix();
    }

    @Override
    public Path settingsFolder() {
        return settings.settingsFolder();
    }

    @Override
    public boolean globalLockEnabled() {
        return lock.enabled();
    }

    @Override
    public Optional<LockHolder> globalLockHolder() {
        return lock.holder();
    }

    @Override
    public Things things() {
        return lifeCycle.things();
    }

    @Override
    public CompletionStage<Void> rehearsed(Bundle bundle) {
        return lifeCycle.rehearsed(bundle);
    }

    @Override
    public Invocations invocations() {
        return invocations;
    }

    @Override
    public Notifications notifications() {
        return hub;
    }

    @Override
    public BlobStore blobs() {
        return blobs;
    }

    /** For {@link org.labthings.api.Thing} services that come and go. */
    static String filter() {
        return "(&(objectClass=" + Thing.class.getName() + ")(" + Thing.NAME + "=*))";
    }
}
