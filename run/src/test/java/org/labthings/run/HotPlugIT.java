package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A driver comes, is upgraded, goes; nothing else notices, and nothing of it is left. */
class HotPlugIT {
    private static final String CONFIG =
            """
            {"things": {
              "counter": "org.labthings.thing.counter.Counter",
              "probe": {"class": "lab.probe.Probe", "kwargs": {"serial": "S1"}}}}
            """;

    @TempDir Path folder;

    private Path probe(String version, int answer) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.probe",
                        version,
                        "Probe",
                        """
                        package lab.probe;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        import org.osgi.service.metatype.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        @Designate(ocd = Probe.Config.class, factory = true)
                        public class Probe implements Thing {
                            @ObjectClassDefinition public @interface Config { String serial() default "none"; }
                            public final DataProperty<Integer> answer = DataProperty.of(%d);
                            public final DataSetting<String> label = DataSetting.of("new");
                            private final String serial;
                            @Activate public Probe(Config config) { serial = config.serial(); }
                            private volatile String labelAtOpen;
                            @Override public void open(ThingContext context) { labelAtOpen = label.get(); }
                            @Property public String labelAtOpen() { return labelAtOpen; }
                            @Property public String serialNumber() { return serial; }
                            @Action public int twice(int n) { return 2 * n; }
                        }
                        """
                                .formatted(answer));
    }

    @Test
    void aDriverComesIsUpgradedAndGoes() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            Bundle counter = bundle(lab, "org.labthings.thing.counter");
            ClassLoader neighbour = counter.adapt(BundleWiring.class).getClassLoader();

            HttpResponse<String> before = lab.get("/probe/answer");
            assertEquals(503, before.statusCode());
            assertTrue(before.body().contains("lab.probe.Probe"), before.body());
            assertTrue(before.headers().firstValue("Retry-After").isPresent());

            DriverJar.drop(probe("1.0.0", 1), lab.plugins(), "probe.jar");
            assertEquals("1", lab.await("/probe/answer", r -> r.statusCode() == 200).body());
            assertEquals("\"S1\"", lab.get("/probe/serial_number").body());
            assertEquals(201, lab.send("PUT", "/probe/label", "\"kept\"").statusCode());
            WeakReference<ClassLoader> old = loader(lab);

            DriverJar.drop(probe("1.1.0", 2), lab.plugins(), "probe.jar");
            lab.await("/probe/answer", r -> r.statusCode() == 200 && r.body().equals("2"));
            assertEquals("\"kept\"", lab.get("/probe/label").body(), "settings survive");
            assertEquals("\"kept\"", lab.get("/probe/label_at_open").body(), "loaded before open");
            assertCollected(old);
            assertEquals(
                    neighbour,
                    counter.adapt(BundleWiring.class).getClassLoader(),
                    "only the upgraded bundle was refreshed");

            WeakReference<ClassLoader> upgraded = loader(lab);
            Files.delete(lab.plugins().resolve("probe.jar"));
            lab.await("/probe/answer", r -> r.body().contains("No installed bundle provides"));
            assertNull(bundle(lab, "lab.probe"));
            assertCollected(upgraded);
            assertEquals(200, lab.get("/counter/counter").statusCode());
        }
    }

    @Test
    void theOlderVersionDroppedInAgainIsARollback() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            DriverJar.drop(probe("2.0.0", 20), lab.plugins(), "probe.jar");
            lab.await("/probe/answer", r -> r.body().equals("20"));
            DriverJar.drop(probe("1.0.0", 10), lab.plugins(), "probe.jar");
            lab.await("/probe/answer", r -> r.body().equals("10"));
        }
    }

    private static Bundle bundle(Laboratory lab, String name) {
        return Arrays.stream(lab.framework().getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .findFirst()
                .orElse(null);
    }

    private static WeakReference<ClassLoader> loader(Laboratory lab) {
        return new WeakReference<>(
                bundle(lab, "lab.probe").adapt(BundleWiring.class).getClassLoader());
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(loader.get(), "the old class loader is still reachable");
    }
}
