package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** What this house does to bundles of the framework. Every method may block. */
final class PluginBundles {
    /** How the locations of plugins, and of no other bundles, begin. */
    static final String SCHEME = "labthings-plugin:";

    private static final int START_LEVEL = 3; // drivers stop after plugins, config and http
    private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(30);
    private final BundleContext context;

    PluginBundles(BundleContext context) {
        this.context = context;
    }

    /** Symbolic names of the bundles that are not plugins. */
    Set<String> platformNames() {
        return Stream.of(context.getBundles())
                .filter(b -> !b.getLocation().startsWith(SCHEME))
                .map(Bundle::getSymbolicName)
                .filter(name -> name != null)
                .collect(Collectors.toSet());
    }

    Bundle install(PluginJar jar) throws BundleException {
        Bundle bundle = install(SCHEME + jar.symbolicName(), jar);
        bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
        return bundle;
    }

    Bundle install(String location, PluginJar jar) throws BundleException {
        try (InputStream content = Files.newInputStream(jar.copy())) {
            return context.installBundle(location, content);
        } catch (IOException e) {
            throw new BundleException("its copy cannot be read: " + e.getMessage(), e);
        }
    }

    /** Replaces the content of a bundle, which is stopped afterwards. */
    void update(Bundle bundle, PluginJar jar) throws BundleException {
        bundle.stop(); // here, so that it is started once only, after the refresh
        try (InputStream content = Files.newInputStream(jar.copy())) {
            bundle.update(content);
        } catch (IOException e) {
            throw new BundleException("its copy cannot be read: " + e.getMessage(), e);
        }
    }

    /** Gives bundles that changed, and those that are wired to them, new class loaders. */
    boolean refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return true;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring().refreshBundles(bundles, event -> done.countDown());
        try {
            return done.await(REFRESH_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean resolve(Bundle bundle) {
        return wiring().resolveBundles(Set.of(bundle));
    }

    void start(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    static boolean isUp(Bundle bundle) {
        return (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }

    static boolean isMeantToRun(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
