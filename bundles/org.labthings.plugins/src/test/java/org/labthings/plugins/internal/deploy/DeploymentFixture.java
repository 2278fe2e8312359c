package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.policy.PluginPolicy;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.internal.JarMaker;
import org.labthings.plugins.internal.LogLines;
import org.labthings.plugins.internal.jar.JarRules;
import org.labthings.plugins.internal.jar.JarShelf;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.RefusedJars;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/** A plugins folder, without files being watched, and a real framework. */
abstract class DeploymentFixture {
    @TempDir Path folder;
    final Map<String, PluginJar> offered = new TreeMap<>();
    Map<String, ThingStatus> statuses = Map.of();
    final LogLines log = new LogLines();
    final List<String> events = new ArrayList<>();
    private final SynchronousBundleListener listener = this::heard;
    Framework framework;
    JarShelf shelf;
    Deployment deployment;

    @BeforeEach
    void start() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("storage").toString(),
                                        Constants.FRAMEWORK_BSNVERSION,
                                        "multiple",
                                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                                        "5",
                                        "felix.log.level",
                                        "0"));
        framework.start();
        framework.getBundleContext().addBundleListener(listener);
        shelf =
                new JarShelf(
                        folder.resolve("shelf"),
                        new JarRules(() -> new PluginPolicy(Set.of(), PluginPolicy.DEFAULT_SIZE)));
        restart();
    }

    /** As the next start of the server finds the data folder. */
    void restart() throws IOException {
        LastGoodJars lastGood = new LastGoodJars(folder.resolve("good"), shelf);
        RefusedJars takenBack = new RefusedJars(folder.resolve("taken-back.properties"));
        deployment =
                new Deployment(
                        framework.getBundleContext(),
                        new Deployment.Memory(lastGood, takenBack),
                        Duration.ofMinutes(1),
                        () -> statuses,
                        started -> started.forEach(b -> events.add("rehearsed " + b.getVersion())),
                        log);
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    void heard(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED) {
            events.add("started " + event.getBundle().getSymbolicName());
        } else if (event.getType() == BundleEvent.STOPPED) {
            events.add("stopped " + event.getBundle().getSymbolicName());
        }
    }

    void put(String file, JarMaker jar) throws Exception {
        Path path = jar.to(folder.resolve(file));
        offered.put(file, shelf.take(path));
    }

    List<String> reconcile() {
        events.clear();
        deployment.reconcile(offered.values());
        return log.news();
    }

    Bundle bundle(String name) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }

    String state(String name) {
        Bundle bundle = bundle(name);
        return bundle == null
                ? "absent"
                : bundle.getVersion() + (bundle.getState() == Bundle.ACTIVE ? " runs" : " idle");
    }
}
