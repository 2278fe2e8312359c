package org.labthings.run.listeners;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.labthings.launcher.internal.framework.RecordLinks;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** A framework with the listeners and what they need, and no HTTP at all. */
public final class ListenersAlone implements AutoCloseable {
    /** Beginnings of the names of jars. */
    private static final List<String> BUNDLES =
            List.of(
                    "org.apache.felix.scr",
                    "org.apache.felix.configadmin",
                    "org.osgi.",
                    "slf4j-api",
                    "logback-",
                    "org.labthings.logging.provider",
                    "jakarta.validation",
                    "org.labthings.api");

    private final Framework framework;
    private Bundle listeners;

    private ListenersAlone(Framework framework) {
        this.framework = framework;
    }

    /** Starts it, with a group {@code alone} that watches a folder. */
    public static ListenersAlone start(Path storage, Path watched, Path probe) throws Exception {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        "org.osgi.framework.storage",
                                        storage.toString(),
                                        "org.osgi.framework.storage.clean",
                                        "onFirstInit"));
        ListenersAlone alone = new ListenersAlone(framework);
        try {
            alone.install(probe);
            ProbeBundle.configure(
                    alone.context(),
                    "org.labthings.listeners.Group",
                    "alone",
                    Map.of("section.entry", "alone", "folders", new String[] {watched.toString()}));
        } catch (Exception e) {
            alone.close();
            throw e;
        }
        return alone;
    }

    private void install(Path probe) throws Exception {
        framework.start();
        Path home = Path.of(System.getProperty("labthings.home"));
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            for (Path jar : jars.sorted().toList()) {
                if (BUNDLES.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
                    context().installBundle(jar.toUri().toString());
                }
            }
        }
        listeners =
                context()
                        .installBundle(
                                home.resolve("drivers/org.labthings.listeners.jar")
                                        .toUri()
                                        .toString());
        context().installBundle(probe.toUri().toString());
        for (Bundle bundle : context().getBundles()) {
            int types = bundle.adapt(BundleRevision.class).getTypes();
            if ((types & BundleRevision.TYPE_FRAGMENT) == 0) {
                bundle.start();
            }
        }
    }

    /** The framework. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Has the probe do a check. */
    public String check(String check) throws Exception {
        return ProbeBundle.check(context(), check);
    }

    /** The class loader of the listeners' bundle. */
    public ClassLoader loader() {
        return listeners.adapt(BundleWiring.class).getClassLoader();
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(Laboratory.DEADLINE_SECONDS));
        RecordLinks.forget(); // as the launcher does
    }
}
