package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** One driver is upgraded again and again, while everybody else is busy. */
class UpgradeStormIT {
    private static final int UPGRADES = Storm.rounds("upgrades", 25, 1000);
    private static final int WARM_UP = Math.max(5, UPGRADES / 10);
    private static final int LOAD_BEFORE = Storm.rounds("load", 500, 20_000);
    private static final long DEADLINE = Laboratory.DEADLINE_SECONDS;
    private static final long MOST_METASPACE_GROWTH = 3 << 20;
    private static final String CONFIG =
            """
            {"things": {
              "counter": "org.labthings.thing.counter.Counter",
              "neighbour": "lab.neighbour.Neighbour",
              "probe": "lab.probe.Probe",
              "probe2": "lab.probe.Probe",
              "probe3": "lab.probe.Probe"}}
            """;

    @TempDir Path folder;

    private final Set<String> unresolved = ConcurrentHashMap.newKeySet();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    @Test
    void nobodyElseNotices() throws Exception {
        Path built = StormDrivers.probe(folder.resolve("build"));
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(StormDrivers.neighbour(folder.resolve("build")), plugins, "neighbour.jar");
        drop(built, plugins, 0);
        try (Laboratory lab = Laboratory.open(folder, CONFIG)) {
            assertEquals("0", lab.await("/probe/version", r -> r.body().equals("0")).body());
            assertEquals(201, lab.send("PUT", "/probe/kept", "77").statusCode());
            String action = invocation(lab.send("POST", "/neighbour/rest", "{\"seconds\":3600}"));
            List<PropertyWatcher> observers = new ArrayList<>();
            List<FrameWatcher> watchers = new ArrayList<>();
            List<FrameWatcher> ofProbe = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                observers.add(new PropertyWatcher(lab.url(), "probe", "generation"));
                watchers.add(new FrameWatcher(lab.url(), "/neighbour/mjpeg_stream"));
            }
            for (int i = 0; i < 2; i++) {
                ofProbe.add(new FrameWatcher(lab.url(), "/probe/mjpeg_stream"));
            }
            for (FrameWatcher w : watchers) {
                assertTrue(w.awaitFirst(DEADLINE), "no frame came");
            }
            awaitRest(lab);
            SynchronousBundleListener listener = this::heard;
            lab.framework().addBundleListener(listener);
            double[] outages = new double[UPGRADES];
            long metaspace = 0;
            List<String> paths =
                    List.of(
                            "/counter/counter",
                            "/neighbour/value",
                            "/neighbour/computed",
                            "/counter/step",
                            "/things/",
                            "/neighbour/");
            try (Readers readers = new Readers(16, lab.url(), paths, r -> r.statusCode() == 200);
                    Readers ofAll =
                            new Readers(2, lab.url(), List.of("/probe2/version"), this::okOrAway)) {
                awaitLoad(readers);
                for (int i = 1; i <= UPGRADES; i++) {
                    loaders.add(loader(lab));
                    outages[i - 1] = upgrade(lab, built, i);
                    if (i == WARM_UP) {
                        metaspace = metaspace();
                    }
                }
                long grown = metaspace() - metaspace;
                readers.close();
                ofAll.close();
                report(outages, readers, ofAll, watchers, grown);
                assertEquals(List.of(), readers.failures());
                assertEquals(List.of(), ofAll.failures());
                assertTrue(grown < MOST_METASPACE_GROWTH, grown + " bytes of metaspace more");
            }
            for (PropertyWatcher o : observers) {
                String wanted = "{\"generation\":" + UPGRADES + "}";
                String last = o.await(wanted, DEADLINE);
                assertTrue(last.contains(wanted), "an observer heard last " + last);
                assertEquals("", o.end());
                o.close();
            }
            for (FrameWatcher w : watchers) {
                assertEquals(0, w.lost(), "frames of the neighbour were lost");
                assertEquals("", w.end());
                w.close();
            }
            for (FrameWatcher w : ofProbe) {
                assertEquals("", w.end(), "a stream of the upgraded Thing ended");
                assertTrue(w.await(UPGRADES, DEADLINE), "it did not resume, but saw " + w.last());
                w.close();
            }
            assertEquals("77", lab.get("/probe/kept").body(), "a setting was lost");
            String state = lab.get("/action_invocations/" + action).body();
            assertTrue(state.contains("\"status\":\"running\""), state);
            lab.framework().removeBundleListener(listener);
            assertCollected();
        }
    }

    /** Health starts last, when the server has long begun to answer. */
    private static void awaitRest(Laboratory lab) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE);
        while (Arrays.stream(lab.framework().getBundles()).noneMatch(UpgradeStormIT::isHealthUp)) {
            assertTrue(System.nanoTime() < end, "the server does not come to rest");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** A server that has been at work for a while: the compiler has its hands free. */
    private static void awaitLoad(Readers readers) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (readers.answered() < LOAD_BEFORE) {
            assertTrue(System.nanoTime() < end, "only " + readers.answered() + " answers");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean isHealthUp(Bundle b) {
        return "org.labthings.health".equals(b.getSymbolicName()) && b.getState() == Bundle.ACTIVE;
    }

    private void report(
            double[] outages,
            Readers readers,
            Readers ofAll,
            List<FrameWatcher> watchers,
            long grown) {
        double[] warm = Arrays.copyOfRange(outages, WARM_UP, UPGRADES);
        Storm.say(
                "%d upgrades: the Thing could not answer for p50 %.1f ms, p99 %.1f ms, at most"
                        + " %.1f ms; after the first %d of them p50 %.1f ms, p99 %.1f ms",
                UPGRADES,
                Storm.percentile(outages, 50),
                Storm.percentile(outages, 99),
                Storm.percentile(outages, 100),
                WARM_UP,
                Storm.percentile(warm, 50),
                Storm.percentile(warm, 99));
        Storm.say(
                "%d requests to others and %d to the upgraded one; %d frames of the neighbour"
                        + " seen, %d lost; metaspace grew by %d kB after warm-up",
                readers.answered(),
                ofAll.answered(),
                watchers.stream().mapToLong(FrameWatcher::frames).sum(),
                watchers.stream().mapToLong(FrameWatcher::lost).sum(),
                grown >> 10);
    }

    /** The upgraded Thing answers, or says that it will be back. */
    private boolean okOrAway(HttpResponse<String> r) {
        boolean away = r.statusCode() == 503 && r.headers().firstValue("Retry-After").isPresent();
        return r.statusCode() == 200 || away;
    }

    /**
     * Returns for how many milliseconds the Thing could not answer: from its last answer before to
     * its first one after, as a client sees it.
     */
    private double upgrade(Laboratory lab, Path built, int number) throws Exception {
        unresolved.clear();
        drop(built, lab.plugins(), number);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE);
        String wanted = String.valueOf(number);
        HttpResponse<String> r = lab.get("/probe/version");
        long before = System.nanoTime();
        while (!r.body().equals(wanted)) {
            assertTrue(okOrAway(r), r.statusCode() + " " + r.body());
            before = r.statusCode() == 200 ? System.nanoTime() : before;
            assertTrue(
                    System.nanoTime() < end, "version " + number + " does not come: " + r.body());
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500)); // between two looks
            r = lab.get("/probe/version");
        }
        long answered = System.nanoTime();
        for (String sibling : List.of("/probe2/version", "/probe3/version")) {
            lab.await(sibling, s -> s.body().equals(wanted));
        }
        while (unresolved.isEmpty()) { // the old one is taken away last
            assertTrue(System.nanoTime() < end, "version " + (number - 1) + " does not go");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertEquals(Set.of("lab.probe"), unresolved, "other bundles were refreshed");
        return (answered - before) / 1e6;
    }

    /** On the thread that upgrades. */
    private void heard(BundleEvent event) {
        if (event.getType() == BundleEvent.UNRESOLVED) {
            unresolved.add(event.getBundle().getSymbolicName());
        }
    }

    private void drop(Path built, Path plugins, int version) throws Exception {
        Path jar = DriverJar.restamp(built, version + ".0.0", folder.resolve("probe.jar"));
        DriverJar.drop(jar, plugins, "probe.jar");
    }

    private static String invocation(HttpResponse<String> r) {
        assertEquals(201, r.statusCode(), r.body());
        return r.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private static WeakReference<ClassLoader> loader(Laboratory lab) {
        Bundle probe =
                Arrays.stream(lab.framework().getBundles())
                        .filter(b -> "lab.probe".equals(b.getSymbolicName()))
                        .findFirst()
                        .orElseThrow();
        return new WeakReference<>(probe.adapt(BundleWiring.class).getClassLoader());
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getName().equals("Metaspace"))
                .mapToLong(p -> p.getUsage().getUsed())
                .sum();
    }

    private void assertCollected() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE);
        while (alive() > 0 && System.nanoTime() < end) {
            System.gc();
        }
        Storm.say("%d of %d old class loaders are alive", alive(), loaders.size());
        assertFalse(alive() > 0, alive() + " old class loaders are alive");
    }

    private long alive() {
        return loaders.stream().filter(l -> l.get() != null).count();
    }
}
