package org.labthings.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A stop in the middle of a start. */
class StopWhileStartingTest {
    private static final long DEADLINE_SECONDS = 60;

    @TempDir Path folder;

    private static void bundle(Path folder, String name) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    @Test
    void noFurtherLevelBegins() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.bundles());
        Files.createDirectories(home.demo().getParent());
        Files.writeString(home.demo(), "{\"things\": {}}");
        bundle(home.bundles(), "org.labthings.core"); // level 2
        bundle(home.bundles(), "org.labthings.config"); // level 5
        bundle(home.bundles(), "org.labthings.http"); // level 6
        List<String> events = new CopyOnWriteArrayList<>();
        CountDownLatch starts = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        LabServer server =
                LabServer.prepare(home, event -> {}, "--port", "0", "--data", folder + "/data");
        SynchronousBundleListener listener =
                event -> {
                    String name = event.getBundle().getSymbolicName();
                    if (event.getType() == BundleEvent.STARTED) {
                        events.add("started " + name);
                    } else if (event.getType() == BundleEvent.STOPPING) {
                        events.add("stopping " + name);
                    }
                    if (event.getType() == BundleEvent.STARTING
                            && name.equals("org.labthings.config")) {
                        starts.countDown();
                        awaitQuietly(goesOn);
                    }
                };
        server.framework().getBundleContext().addBundleListener(listener);
        Thread starting = new Thread(() -> start(server));
        starting.start();
        assertTrue(starts.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
        Thread stopping = new Thread(server::close);
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        goesOn.countDown();
        stopping.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        starting.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        events.removeIf(e -> !e.contains("org.labthings"));
        assertEquals(
                List.of(
                        "started org.labthings.core",
                        "started org.labthings.config",
                        "stopping org.labthings.config",
                        "stopping org.labthings.core"),
                events);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(LabServer server) {
        try {
            server.start();
        } catch (org.labthings.launcher.failure.LaunchException e) {
            throw new IllegalStateException(e);
        }
    }
}
