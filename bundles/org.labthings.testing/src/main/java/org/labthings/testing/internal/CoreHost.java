package org.labthings.testing.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.labthings.api.Thing;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.labthings.core.internal.lifecycle.ServerConfiguration;
import org.labthings.core.internal.lifecycle.ThingServerComponent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.SynchronousConfigurationListener;

/**
 * The real core, over the service registry of a framework without any bundle: Things are objects of
 * the test, registered as their components would be. All classes come from the test's class path.
 *
 * <p>Made and closed on the test's thread; everything else from any thread.
 */
public final class CoreHost implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path work;
    private final Duration deadline;
    private final Framework framework;
    private final StandIns standIns = new StandIns();
    private final Views views = new Views();
    private final Map<String, ServiceRegistration<Thing>> registrations = new LinkedHashMap<>();
    private final ThingServerComponent core;
    private int order;

    /**
     * Starts the core with all Things of a set-up; does not wait for them.
     *
     * @throws IOException when the temporary folder cannot be made
     */
    public CoreHost(Setup setup) throws IOException {
        this.work = Folders.temporary();
        this.deadline = setup.deadline;
        this.framework = framework(work.resolve("framework"));
        try {
            core = start(setup);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        bundles().addBundleListener((SynchronousBundleListener) this::frameworkStops);
    }

    private ThingServerComponent start(Setup setup) {
        for (Entry e : setup.things.values()) {
            register(e);
        }
        Map<String, Object> server = new HashMap<>(setup.server);
        Path settings = setup.settings == null ? work.resolve("settings") : setup.settings;
        server.put("settings__folder", settings.toString());
        bundles().registerService(ThingsListener.class, views, null);
        return new ThingServerComponent(
                bundles(),
                Stubs.annotation(ServerConfiguration.class, server),
                standIns.components(),
                standIns.configurations(),
                null);
    }

    /** The core hears of it first, and closes every Thing, the last opened first. */
    private void frameworkStops(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING) {
            core.deactivate();
        }
    }

    private static Framework framework(Path storage) {
        Map<String, String> properties =
                Map.of(
                        "org.osgi.framework.storage", storage.toString(),
                        "org.osgi.framework.storage.clean", "onFirstInit",
                        "felix.service.urlhandlers", "false",
                        "felix.log.level", "1");
        try {
            Framework framework = new FrameworkFactory().newFramework(properties);
            framework.start();
            return framework;
        } catch (BundleException e) {
            throw new IllegalStateException("The test's framework does not start", e);
        }
    }

    private BundleContext bundles() {
        return framework.getBundleContext();
    }

    private void register(Entry entry) {
        registrations.put(
                entry.name(),
                bundles()
                        .registerService(
                                Thing.class, entry.thing(), standIns.configure(entry, order++)));
    }

    /** The core. */
    public ThingServer core() {
        return core;
    }

    /** Tells a listener of all views from now on, before anybody who waits for one. */
    public void tellFirst(ThingsListener listener) {
        views.tellFirst(listener);
    }

    /** Adds a Thing, as its driver would when it is installed; does not wait for it. */
    public synchronized void add(Entry entry) {
        if (registrations.containsKey(entry.name())) {
            throw new IllegalArgumentException(
                    "There is a Thing '" + entry.name() + "' already; remove or replace it");
        }
        register(entry);
        configurationsChanged();
    }

    /**
     * Takes a Thing away, as when its driver is removed: returns when it is closed. It stays
     * configured, so that it waits for its driver.
     */
    public synchronized void withdraw(String name) {
        ServiceRegistration<Thing> registration = registrations.remove(name);
        if (registration == null) {
            throw new IllegalArgumentException(
                    "There is no Thing '" + name + "'; there are " + registrations.keySet());
        }
        standIns.withdraw(name);
        registration.unregister();
        configurationsChanged();
    }

    private void configurationsChanged() {
        try {
            for (ServiceReference<SynchronousConfigurationListener> r :
                    bundles().getServiceReferences(SynchronousConfigurationListener.class, null)) {
                bundles().getService(r).configurationEvent(null); // the core does not look at it
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter", e);
        }
    }

    /** Waits until the start-up is over, and every Thing runs. */
    public void awaitAllRunning() {
        Things things = views.await("The start-up should be over", Things::settled, deadline);
        if (things.served().size() < things.statuses().size()) {
            throw new AssertionError("Not every Thing runs:\n" + Views.text(things));
        }
    }

    /** Waits until a Thing runs; fails at once when it FAILED. */
    public void awaitRunning(String name) {
        views.await(
                "'" + name + "' should run",
                view -> {
                    ThingStatus s = view.statuses().get(name);
                    if (s != null && s.state() == ThingState.FAILED) {
                        throw new AssertionError(Views.text(view));
                    }
                    return view.served().containsKey(name);
                },
                deadline);
    }

    /** Waits until a Thing is in a state; returns its status. */
    public ThingStatus awaitState(String name, ThingState state) {
        return views.await(
                        "'" + name + "' should become " + state,
                        view ->
                                view.statuses().containsKey(name)
                                        && view.statuses().get(name).state() == state,
                        deadline)
                .statuses()
                .get(name);
    }

    /** How a Thing is now. */
    public ThingStatus status(String name) {
        return Optional.ofNullable(views.newest().statuses().get(name))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no Thing '"
                                                + name
                                                + "'; there are "
                                                + views.newest().statuses().keySet()));
    }

    /**
     * A running Thing.
     *
     * @throws AssertionError with its state and reason, when it does not run
     */
    public ServedThing served(String name) {
        ServedThing served = views.newest().served().get(name);
        if (served == null) {
            ThingStatus s = status(name);
            throw new AssertionError("'" + name + "' is " + s.state() + ": " + s.reason());
        }
        return served;
    }

    /** No wait is longer. */
    public Duration deadline() {
        return deadline;
    }

    /** Closes every Thing, the last opened first, and deletes the temporary folder. */
    @Override
    public void close() {
        stop();
    }

    private void stop() {
        try {
            framework.stop();
            if (framework.waitForStop(STOP.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                throw new AssertionError(
                        "The Things did not close within " + STOP.toSeconds() + " s");
            }
            Folders.delete(work);
        } catch (BundleException e) {
            throw new IllegalStateException("The test's framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder stays: " + work, e);
        }
    }
}
