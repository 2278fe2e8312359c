package org.labthings.launcher.internal.framework;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** One OSGi framework with the run-time set of the distribution. */
public final class LabFramework {
    /** Service property of the consumer that the run-time set reports to. */
    public static final String LAUNCHER = "labthings.launcher";

    private final Framework framework;

    /** A framework that is not started yet. */
    public LabFramework(FrameworkProperties properties) {
        framework =
                ServiceLoader.load(FrameworkFactory.class, LabFramework.class.getClassLoader())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No OSGi framework in lib/"))
                        .newFramework(properties.asMap());
    }

    /**
     * Installs the bundles; nothing runs yet.
     *
     * @param events is told what the run-time set reports, on its threads; must not block
     */
    public void install(Path bundles, Consumer<Map<String, Object>> events) throws LaunchException {
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
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LAUNCHER, true);
        framework.getBundleContext().registerService(Consumer.class, events, properties);
        new BundleSet(bundles).install(framework.getBundleContext());
    }

    /**
     * Starts all bundles, level by level; returns when the last level is reached.
     *
     * @throws LaunchException when a bundle of the distribution cannot be started
     */
    public void start() throws LaunchException {
        StartErrors errors = new StartErrors();
        framework.getBundleContext().addFrameworkListener(errors);
        try {
            framework.start();
            errors.check(framework.getBundleContext().getBundles());
        } catch (BundleException e) {
            throw new LaunchException(
                    Exit.SETUP, "The OSGi framework cannot start: " + e.getMessage());
        } finally {
            forget(errors);
        }
    }

    private void forget(StartErrors errors) {
        BundleContext context = framework.getBundleContext();
        if (context != null) { // null once it was stopped meanwhile
            context.removeFrameworkListener(errors);
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
        try {
            framework.stop();
        } catch (BundleException e) {
            return false;
        }
        return framework.waitForStop(deadline.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }

    /** The framework, for tests. */
    public Framework framework() {
        return framework;
    }
}
