package org.labthings.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;

/** A framework with a distribution made here. */
class LabServerTest {
    @TempDir Path folder;
    private Home home;

    @BeforeEach
    void makeDistribution() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.bundles());
        Files.createDirectories(home.demo().getParent());
        Files.writeString(home.demo(), "{\"things\": {}}");
    }

    private void bundle(String name, String header, String value) throws IOException {
        bundle(home.bundles(), name, header, value);
    }

    private static void bundle(Path folder, String name, String header, String value)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue(header, value);
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private LabServer prepare(Consumer<Map<String, Object>> events) throws LaunchException {
        return LabServer.prepare(
                home, events, "--port", "0", "--data", folder.resolve("data").toString());
    }

    @Test
    void startsEachBundleAtItsLevel() throws Exception {
        bundle("org.example.library", "Bundle-Version", "1");
        bundle("org.labthings.core", "Bundle-Version", "1");
        bundle("org.labthings.http", "Bundle-Version", "1");
        try (LabServer server = prepare(event -> {})) {
            server.start();
            List<String> found = new ArrayList<>();
            for (Bundle bundle : server.framework().getBundleContext().getBundles()) {
                assertEquals(Bundle.ACTIVE, bundle.getState());
                if (bundle.getBundleId() != 0) {
                    int level = bundle.adapt(BundleStartLevel.class).getStartLevel();
                    found.add(bundle.getSymbolicName() + " " + level);
                }
            }
            assertEquals(
                    List.of(
                            "org.example.library 1",
                            "org.labthings.core 2",
                            "org.labthings.http 6"),
                    found);
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as a bundle would look it up
    void bundlesFindTheCommandLineAndTheLauncher() throws Exception {
        List<Map<String, Object>> events = new ArrayList<>();
        try (LabServer server = prepare(events::add)) {
            server.start();
            BundleContext context = server.framework().getBundleContext();
            assertEquals("0", context.getProperty("labthings.port"));
            assertEquals("false", context.getProperty("labthings.strict"));
            assertEquals(home.demo().toString(), context.getProperty("labthings.config.file"));
            ServiceReference<?>[] found =
                    context.getServiceReferences(
                            Consumer.class.getName(), "(labthings.launcher=true)");
            ((Consumer) context.getService(found[0])).accept(Map.of("event", "listening"));
            assertEquals(List.of(Map.of("event", "listening")), events);
        }
    }

    @Test
    void driversThatTheConfigurationNamesStartBeforeTheServerListensOthersAfterwards()
            throws Exception {
        Files.createDirectories(home.drivers());
        bundle(home.drivers(), "org.example.named", "LabThings-Needed-For", "a.Lamp, b.c:Stage");
        bundle(home.drivers(), "org.example.other", "LabThings-Needed-For", "a.Lam, Lamp, a.Lamp2");
        bundle(home.drivers(), "org.example.always", "Bundle-Version", "1");
        for (String thing : List.of("a.Lamp", "b.c.Stage", "b.c:Stage")) {
            Files.writeString(home.demo(), "{\"things\": {\"x\": \"" + thing + "\"}}");
            try (LabServer server = prepare(event -> {})) {
                server.start();
                assertEquals(Set.of("org.example.named", "org.example.always"), active(server));
                CountDownLatch later = new CountDownLatch(1);
                server.framework()
                        .getBundleContext()
                        .addBundleListener(
                                event -> {
                                    if (event.getType() == BundleEvent.STARTED) {
                                        later.countDown();
                                    }
                                });
                launcher(server).accept(Map.of("event", "listening", "url", "http://localhost:1/"));
                assertTrue(later.await(10, TimeUnit.SECONDS));
                assertEquals(
                        Set.of("org.example.named", "org.example.always", "org.example.other"),
                        active(server));
            }
        }
    }

    @Test
    void aDriverOfWhichThereIsAPluginIsLeftToThePluginsFolder() throws Exception {
        Files.createDirectories(home.drivers());
        bundle(home.drivers(), "org.example.lamp", "LabThings-Needed-For", "a.Lamp");
        Path plugins = Files.createDirectories(folder.resolve("data/plugins"));
        bundle(plugins, "org.example.lamp", "Bundle-Version", "2");
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        Files.writeString(home.demo(), "{\"things\": {\"lamp\": \"a.Lamp\"}}");
        try (LabServer server = prepare(event -> {})) {
            server.start();
            Bundle lamp = server.framework().getBundleContext().getBundles()[1];
            assertEquals("org.example.lamp", lamp.getSymbolicName());
            assertEquals(0, lamp.getState() & (Bundle.ACTIVE | Bundle.STARTING));
            assertEquals(false, lamp.adapt(BundleStartLevel.class).isPersistentlyStarted());
        }
    }

    @Test
    void whatCannotBeKnownToBeUnnecessaryStartsEarly() throws Exception {
        Files.createDirectories(home.drivers());
        bundle(home.drivers(), "org.example.other", "LabThings-Needed-For", "a.Lamp");
        for (String text : List.of("{\"base_config_file\": \"x\"}", "{\"\\u0061.Lamp\": 1}")) {
            Files.writeString(home.demo(), text);
            try (LabServer server = prepare(event -> {})) {
                server.start();
                assertEquals(Set.of("org.example.other"), active(server));
            }
        }
    }

    @Test
    void aDamagedDriverIsNamed() throws Exception {
        Files.createDirectories(home.drivers());
        Path jar = Files.writeString(home.drivers().resolve("broken.jar"), "no jar");
        LaunchException e = assertThrows(LaunchException.class, () -> prepare(event -> {}));
        assertTrue(e.getMessage().contains(jar.toString()), e.getMessage());
    }

    private static Set<String> active(LabServer server) {
        return Stream.of(server.framework().getBundleContext().getBundles())
                .filter(b -> b.getBundleId() != 0 && b.getState() == Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Map<String, Object>> launcher(LabServer server) throws Exception {
        BundleContext context = server.framework().getBundleContext();
        ServiceReference<?>[] found =
                context.getServiceReferences(Consumer.class.getName(), "(labthings.launcher=true)");
        return (Consumer<Map<String, Object>>) context.getService(found[0]);
    }

    @Test
    void aBundleThatDoesNotResolveIsNamed() throws Exception {
        bundle("org.example.lost", "Import-Package", "org.example.nowhere");
        try (LabServer server = prepare(event -> {})) {
            LaunchException e = assertThrows(LaunchException.class, server::start);
            assertEquals(Exit.SETUP, e.exit());
            assertTrue(e.getMessage().contains("org.example.lost"), e.getMessage());
            assertTrue(e.getMessage().contains("org.example.nowhere"), e.getMessage());
        }
    }

    @Test
    void aDamagedJarIsNamedAndTheDataFolderIsFree() throws Exception {
        Path jar = Files.writeString(home.bundles().resolve("broken.jar"), "no jar");
        for (int i = 0; i < 2; i++) {
            LaunchException e = assertThrows(LaunchException.class, () -> prepare(event -> {}));
            assertTrue(e.getMessage().contains(jar.toString()), e.getMessage());
        }
    }

    @Test
    void anIncompleteDistributionIsNamed() throws Exception {
        Files.delete(home.bundles());
        LaunchException e = assertThrows(LaunchException.class, () -> prepare(event -> {}));
        assertTrue(e.getMessage().contains(home.bundles().toString()), e.getMessage());
    }

    @Test
    void canBeStartedAgainAfterAStop() throws Exception {
        for (int i = 0; i < 2; i++) {
            LabServer server = prepare(event -> {});
            server.start();
            assertTrue(server.stop());
        }
    }
}
