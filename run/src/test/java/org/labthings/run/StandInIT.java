package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.Home;
import org.labthings.launcher.LabServer;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.FrameCounter;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** A plugin with the name of a shipped driver takes its place, and gives it back. */
class StandInIT {
    private static final String NAME = "org.labthings.thing.simcamera";
    private static final String CONFIG =
            "{\"things\": {\"camera\": \"" + NAME + ".SimulatedCamera\"}}";
    private static final Path HOME = Path.of(System.getProperty("labthings.home"));
    private static final Path SHIPPED = HOME.resolve("drivers").resolve(NAME + ".jar");
    private static final String OWN = "/things/?status";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private Path patched(String version) throws Exception {
        return DriverJar.restamp(SHIPPED, version, folder.resolve("patched-" + version + ".jar"));
    }

    private Path broken() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        NAME,
                        "9.9.9",
                        "SimulatedCamera",
                        """
                        package org.labthings.thing.simcamera;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class SimulatedCamera implements Thing {
                            @Override public void open(ThingContext context) {
                                throw new IllegalStateException("no licence");
                            }
                        }
                        """);
    }

    private static List<Bundle> cameras(Laboratory lab) {
        return Arrays.stream(lab.framework().getBundles())
                .filter(b -> NAME.equals(b.getSymbolicName()))
                .toList();
    }

    private static void awaitVersion(Laboratory lab, String version) throws Exception {
        lab.await(
                OWN, r -> r.body().contains(version) && r.body().contains("\"state\":\"running\""));
        lab.awaitRunning("camera");
    }

    private String listed(Laboratory lab) throws Exception {
        String token = Files.readString(folder.resolve("data/security/local-token")).strip();
        HttpRequest request =
                HttpRequest.newBuilder(lab.url().resolve("/system/plugins"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitListed(Laboratory lab, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (!listed(lab).contains(text)) {
            assertTrue(System.nanoTime() < end, listed(lab));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // between two looks
        }
    }

    private static String shippedVersion(Laboratory lab) {
        return cameras(lab).get(0).getVersion().toString();
    }

    @Test
    void takesItsPlaceWhileItStreamsAndGivesItBack() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            String shipped = shippedVersion(lab);
            WeakReference<ClassLoader> loader = loader(lab);
            try (FrameCounter frames = new FrameCounter(lab.url(), "/camera/mjpeg_stream")) {
                frames.awaitMore(1);
                Path file = DriverJar.drop(patched("9.0.0"), lab.plugins(), "camera.jar");
                awaitVersion(lab, "9.0.0");
                frames.awaitMore(2);
                awaitListed(lab, "It runs. It is in place of " + shipped);
                awaitListed(lab, "\"shipped\":\"" + shipped + "\"");
                assertEquals(1, cameras(lab).size());
                assertCollected(loader, "the shipped one");

                loader = loader(lab);
                Files.delete(file);
                awaitVersion(lab, shipped);
                frames.awaitMore(2);
                assertEquals("[]", listed(lab));
            }
            assertCollected(loader, "the plugin");
        }
    }

    private static WeakReference<ClassLoader> loader(Laboratory lab) {
        return new WeakReference<>(cameras(lab).get(0).adapt(BundleWiring.class).getClassLoader());
    }

    private static void assertCollected(WeakReference<ClassLoader> loader, String whose) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(loader.get(), "the class loader of " + whose + " stays");
    }

    @Test
    void aBadOneIsTakenBackAcrossRestarts() throws Exception {
        String shipped;
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            shipped = shippedVersion(lab);
            lab.awaitRunning("camera");
            DriverJar.drop(broken(), lab.plugins(), "camera.jar");
            lab.awaitLog("is taken back: Thing 'camera' ran before, and FAILED");
            lab.awaitLog("Version " + shipped + " runs instead.");
            awaitVersion(lab, shipped);
            lab.await(OWN, r -> r.body().contains("Version 9.9.9 (camera.jar) was taken back"));
        }
        try (Laboratory again = Laboratory.open(folder, CONFIG)) {
            awaitVersion(again, shipped);
            awaitListed(again, "This is the version of the distribution.");
            DriverJar.drop(patched("9.0.0"), again.plugins(), "camera.jar");
            awaitVersion(again, "9.0.0");
        }
        assertEquals(List.of("9.0.0"), started(), "the shipped one was started, too");
    }

    /** The versions of the driver that run while a server starts. */
    private List<String> started() throws Exception {
        List<String> started = new ArrayList<>();
        CountDownLatch listening = new CountDownLatch(1);
        SynchronousBundleListener listener =
                event -> {
                    if (event.getType() == BundleEvent.STARTED
                            && NAME.equals(event.getBundle().getSymbolicName())) {
                        started.add(event.getBundle().getVersion().toString());
                    }
                };
        try (LabServer server =
                LabServer.prepare(
                        new Home(HOME),
                        event -> {
                            if ("listening".equals(event.get("event"))) {
                                listening.countDown();
                            }
                        },
                        arguments())) {
            server.framework().getBundleContext().addBundleListener(listener);
            server.start();
            assertTrue(listening.await(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS));
        }
        return started;
    }

    private String[] arguments() {
        return new String[] {
            "--json",
            CONFIG,
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString(),
            "--plugins",
            folder.resolve("plugins").toString()
        };
    }

    @Test
    void itHoldsWhenTheServerIsKilled() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (Command server = Command.run(folder, Command.distributed(), arguments())) {
            server.await("Ready after");
            DriverJar.drop(patched("9.0.0"), plugins, "camera.jar");
            server.await("9.0.0 runs in place of");
            server.close(); // kill -9
            server.exit();
        }
        assertEquals(List.of("9.0.0"), started());
        Files.delete(plugins.resolve("camera.jar"));
        assertEquals(1, started().size());
    }
}
