package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Listeners without HTTP (acceptance check 12), and start and stop in one process, again and again,
 * alone and in each kind of server (acceptance check 1): {@code -Pstorm} for 200 times.
 */
class ListenersAloneIT {
    private static final boolean FULL = Boolean.getBoolean("labthings.storm");
    private static final int ALONE =
            Integer.getInteger("labthings.storm.listeners", FULL ? 200 : 8);
    private static final int SERVERS = Integer.getInteger("labthings.storm.servers", FULL ? 60 : 4);
    private static final int WARM_UP = 3;
    private static final long MOST_FILES = 8; // of the JVM itself: class archives, libraries

    @TempDir Path folder;

    /** What drivers that ignore interrupts left in other tests of this process. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @Test
    void onlyListenersStartAndStopAndLeaveNothing() throws Exception {
        Path watched = Files.createDirectories(folder.resolve("watched"));
        Path probe = ProbeBundle.build(folder.resolve("probe.jar"));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        long files = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < ALONE; i++) {
            try (ListenersAlone alone =
                    ListenersAlone.start(folder.resolve("storage"), watched, probe)) {
                if (i == 0) {
                    assertTrue(
                            Arrays.stream(alone.context().getBundles())
                                    .noneMatch(b -> b.getSymbolicName().contains("http")));
                }
                assertEquals(
                        "RUNNING true true true RUNNING", alone.check("group alone " + watched));
                loaders.add(new WeakReference<>(alone.loader()));
            }
            files = i == WARM_UP ? openFiles() : files;
        }
        System.out.printf(
                "[storm] %d starts and stops of listeners alone took %d ms each%n",
                ALONE, (System.nanoTime() - begin) / 1_000_000 / ALONE);
        assertNothingLeft(files, loaders);
    }

    @Test
    void serversStartAndStopAndLeaveNothing() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "x");
        String[] configs = {
            "{\"things\": {}}",
            "{\"things\": {}, \"static_files\": {\"site\": {\"folder\": \"%s\"}}}",
            "{\"things\": {}, \"static_files\": {\"site\": {\"folder\": \"%s\"}}, \"live_reload\":"
                    + " {}}",
            "{\"things\": {}, \"listeners\": {\"a\": {\"folders\": [\"%s\"]}, \"b\": {}}}"
        };
        String[] asked = {"/things/", "/index.html", "/livereload.js", "/a/state"};
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        long files = 0;
        for (int i = 0; i < SERVERS; i++) {
            int kind = i % configs.length;
            try (Laboratory lab =
                    Laboratory.open(folder.resolve("lab"), configs[kind].formatted(site))) {
                lab.await(asked[kind], r -> r.statusCode() == 200);
                loadersOf(lab).forEach(l -> loaders.add(new WeakReference<>(l)));
                if (kind == 2) {
                    LiveSocket.of(lab.url(), "/").close();
                }
            }
            files = i == WARM_UP ? openFiles() : files;
        }
        assertNothingLeft(files, loaders);
    }

    private static List<ClassLoader> loadersOf(Laboratory lab) {
        return Arrays.stream(lab.framework().getBundles())
                .filter(b -> b.getBundleId() != 0) // the framework is of the class path
                .map(b -> b.adapt(BundleWiring.class))
                .filter(Objects::nonNull)
                .map(BundleWiring::getClassLoader)
                .filter(Objects::nonNull)
                .toList();
    }

    private static long openFiles() {
        System.gc(); // what is closed by cleaners
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private void assertNothingLeft(long filesBefore, List<WeakReference<ClassLoader>> loaders) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        String left = left(filesBefore, loaders);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left = left(filesBefore, loaders);
        }
        assertEquals("", left, () -> "open are " + openNames());
    }

    /** What is open, where the operating system says so. */
    private static List<String> openNames() {
        List<String> names = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path link : open.toList()) {
                names.add(Files.readSymbolicLink(link).toString());
            }
        } catch (IOException e) {
            names.add(e.toString()); // of one that was closed meanwhile, or there is no such list
        }
        return names;
    }

    private String left(long filesBefore, List<WeakReference<ClassLoader>> loaders) {
        long files = openFiles() - filesBefore;
        List<Integer> classes =
                IntStream.range(0, loaders.size())
                        .filter(i -> loaders.get(i).get() != null)
                        .boxed()
                        .toList();
        List<String> threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(n -> n.startsWith("labthings-") || n.startsWith("EventAdmin"))
                        .toList();
        return (files > MOST_FILES ? files + " files " : "")
                + (classes.isEmpty() ? "" : "class loaders " + classes + " ")
                + (threads.isEmpty() ? "" : threads.toString());
    }
}
