package org.labthings.launcher.internal.framework;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** One OSGi framework with the run-time set of the distribution. */
public final class LabFramework {
    /** Service property of the consumer that the run-time set reports to. */
    public static final String LAUNCHER = "labthings.launcher";

    private final Framework framework;
    private final Rise rise;
    private final int level;
    private final AtomicBoolean rest = new AtomicBoolean();

    /** A framework that is not started yet. */
    public LabFramework(FrameworkProperties properties) {
        framework =
                ServiceLoader.load(FrameworkFactory.class, LabFramework.class.getClassLoader())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No OSGi framework in lib/"))
                        .newFramework(properties.asMap());
        rise = new Rise(framework);
        level = properties.level();
    }

    /**
     * Installs the bundles; nothing runs yet.
     *
     * @param bundles folder of the run-time set
     * @param drivers of which those run later that the configuration does not need
     * @param events is told what the run-time set reports, on its threads; must not block
     */
    public void install(Path bundles, ShippedDrivers drivers, Consumer<Map<String, Object>> events)
            throws LaunchException {
        // The framework's threads inherit it: bundles must not find what lies on this class path.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            framework.init();
        } catch (BundleException e) {
            throw new LaunchException(
                    Exit.SETUP, "The OSGi framework cannot start: " + e.getMessage());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        framework.getBundleContext().addBundleListener(LabFramework::forgetRecords);
        ShippedDrivers.Sorted sorted = drivers.sorted();
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LAUNCHER, true);
        Consumer<Map<String, Object>> told =
                event -> {
                    events.accept(event);
                    if ("listening".equals(event.get("event"))) {
                        startTheRest(sorted.others(), events);
                    }
                };
        framework.getBundleContext().registerService(Consumer.class, told, properties);
        BundleSet set = new BundleSet(framework.getBundleContext());
        set.install(bundles);
        set.install(sorted.needed(), StartLevels.DRIVERS);
        set.installOnly(sorted.displaced());
    }

    /** When a driver was upgraded or removed: its records must not keep its classes. */
    private static void forgetRecords(BundleEvent event) {
        if (event.getType() == BundleEvent.UNRESOLVED) {
            RecordLinks.forget();
        }
    }

    /** Once the server answers; on a thread of the framework's, after what starts now. */
    private void startTheRest(List<Path> drivers, Consumer<Map<String, Object>> events) {
        boolean running = (framework.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0;
        if (running && !rest.getAndSet(true)) {
            try {
                new BundleSet(framework.getBundleContext())
                        .installBesidePlugins(drivers, StartLevels.OTHER_DRIVERS);
            } catch (LaunchException e) {
                events.accept(Map.of("event", "warning", "message", e.getMessage()));
            } catch (IllegalStateException e) {
                return; // stopped in this very moment
            }
            rise.to(StartLevels.ALL);
        }
    }

    /**
     * Starts all bundles that the first answer needs, level by level; returns when they run. The
     * others follow when the server listens.
     *
     * @throws LaunchException when a bundle of the distribution cannot be started
     */
    public void start() throws LaunchException {
        BundleContext before = framework.getBundleContext();
        if (before != null) { // null once it was stopped meanwhile
            StartClasses.preload(before);
        }
        try {
            rise.begin();
            rise.to(level);
            if (!rise.await(level)) {
                return;
            }
        } catch (BundleException e) {
            throw new LaunchException(
                    Exit.SETUP, "The OSGi framework cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        BundleContext context = framework.getBundleContext();
        if (context != null) { // null once it was stopped meanwhile
            int now = framework.adapt(FrameworkStartLevel.class).getStartLevel();
            StartCheck.check(now, context.getBundles());
        }
    }

    /** Waits until the framework has stopped, for whatever reason. */
    public void awaitStop() throws InterruptedException {
        FrameworkEvent event;
        do {
            event = framework.waitForStop(0);
        } while (event.getType() == FrameworkEvent.STOPPED_UPDATE);
    }

    /**
     * Stops all bundles in the reverse order of their start.
     *
     * @return whether that was done in time
     */
    public boolean stop(Duration deadline) throws InterruptedException {
        rise.stop(deadline.dividedBy(2));
        try {
            framework.stop();
        } catch (BundleException e) {
            return false;
        }
        int end = framework.waitForStop(deadline.toMillis()).getType();
        RecordLinks.forget(); // for those who start several servers in one process
        return end != FrameworkEvent.WAIT_TIMEDOUT;
    }

    /** The framework, for tests. */
    public Framework framework() {
        return framework;
    }
}
