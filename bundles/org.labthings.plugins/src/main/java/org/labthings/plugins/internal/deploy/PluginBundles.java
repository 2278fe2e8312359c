package org.labthings.plugins.internal.deploy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What this house does to bundles of the framework. Every method may block. */
public final class PluginBundles {
    /** How the locations of plugins, and of no other bundles, begin. */
    public static final String SCHEME = "labthings-plugin:";

    private static final int START_LEVEL = 3; // drivers stop after plugins, config and http
    private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(30);
    private final BundleContext context;
    private long besides;

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
        return jar.shipped() ? installShipped(jar) : install(SCHEME + jar.symbolicName(), jar);
    }

    /** As the launcher does. */
    private Bundle installShipped(PluginJar jar) throws BundleException {
        Bundle bundle = context.installBundle(ShippedDrivers.SCHEME + jar.copy().toUri());
        bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
        return bundle;
    }

    /** Installs it beside a bundle of the same name. */
    Bundle installBeside(PluginJar jar) throws BundleException {
        return jar.shipped()
                ? installShipped(jar)
                : install(SCHEME + jar.symbolicName() + '@' + ++besides, jar);
    }

    private Bundle install(String location, PluginJar jar) throws BundleException {
        try (InputStream content = Files.newInputStream(jar.copy())) {
            Bundle bundle = context.installBundle(location, content);
            bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            return bundle;
        } catch (IOException e) {
            throw new BundleException("its copy cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Whether another bundle can take the place of this one, rather than other content this
     * bundle's: nobody is wired to it, who would have to be refreshed, and it has stored nothing.
     */
    static boolean isReplaceable(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || !wiring.getProvidedWires(null).isEmpty()) {
            return false;
        }
        File stored = bundle.getDataFile("");
        String[] content = stored == null ? null : stored.list();
        return content == null || content.length == 0;
    }

    /** Stops a bundle that another one replaces. */
    void stop(Bundle bundle) throws BundleException {
        bundle.stop(Bundle.STOP_TRANSIENT);
    }

    /** Uninstalls bundles that do not run, and frees what they hold. */
    void takeAway(Collection<Bundle> gone) {
        if (gone.isEmpty()) {
            return;
        }
        for (Bundle bundle : gone) {
            try {
                bundle.uninstall();
            } catch (BundleException e) {
                throw new IllegalStateException(bundle + " does not run, but stays", e);
            }
        }
        List<Bundle> pending = new ArrayList<>(wiring().getRemovalPendingBundles());
        pending.retainAll(gone);
        refresh(pending); // they may have been wired to others
    }

    /**
     * Installs one bundle in place of another one, from another place. The old one is to be
     * refreshed.
     */
    Bundle exchange(Bundle old, PluginJar jar) throws BundleException {
        old.uninstall();
        return install(jar);
    }

    /** Replaces the content of a bundle, which is stopped afterwards. */
    void update(Bundle bundle, PluginJar jar) throws BundleException {
        stop(bundle); // here, so that it is started once only, after the refresh
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
