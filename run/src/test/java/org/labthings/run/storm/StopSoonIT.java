package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.Home;
import org.labthings.launcher.LabServer;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A server that is stopped before all of it has started says nothing that frightens. */
class StopSoonIT {
    private static final int ROUNDS = Storm.rounds("stops", 3, 60);
    private static final int LATER_BUNDLES = 48; // that start once the server listens, about

    private static final int SIGNALS = Storm.rounds("signals", 2, 60);
    private static final double MOST_MILLIS = 4000;
    private static final Random RANDOM = new Random();
    private static final String FRIGHTENING = ".*\\b(ERROR|WARN|WARNING)\\b.*|.*\\S+Exception\\b.*";
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"}}";

    @TempDir Path folder;

    @Test
    void stoppedWhileTheRestStarts() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int moment = round * LATER_BUNDLES / ROUNDS;
            Path data = folder.resolve("data-" + round);
            stopAt(moment, data);
            for (String line : complaints(data)) {
                complaints.add("stopped at bundle " + moment + ": " + line);
            }
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    void stoppedBeforeItListens() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (String bundle : List.of("org.labthings.plugins", "org.labthings.config")) {
            Path data = folder.resolve("data-" + bundle);
            CountDownLatch moment = new CountDownLatch(1);
            run(
                    data,
                    event -> {
                        if (event.getType() == BundleEvent.STARTED
                                && bundle.equals(event.getBundle().getSymbolicName())) {
                            moment.countDown();
                        }
                    },
                    event -> {},
                    moment);
            for (String line : complaints(data)) {
                complaints.add("stopped after " + bundle + ": " + line);
            }
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    void terminatedWhileItStarts() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (int round = 0; round < SIGNALS; round++) {
            long millis = (long) (MOST_MILLIS * (round + RANDOM.nextDouble()) / SIGNALS);
            Path data = folder.resolve("terminated-" + round);
            try (Command server =
                    Command.run(
                            folder,
                            Command.distributed(),
                            "--json",
                            CONFIG,
                            "--port",
                            "0",
                            "--data",
                            data.toString())) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)); // any moment will do
                server.signal("TERM");
                assertEquals(143, server.exit(), "after " + millis + " ms");
                List<String> said = new ArrayList<>(server.rest().lines().toList());
                said.addAll(complaints(data));
                said.stream()
                        .filter(l -> l.matches(FRIGHTENING))
                        .forEach(l -> complaints.add("terminated after " + millis + " ms: " + l));
            }
        }
        assertEquals(List.of(), complaints);
    }

    /** Stops it, from another thread, when so many bundles have started since it listens. */
    private static void stopAt(int bundles, Path data) throws Exception {
        CountDownLatch moment = new CountDownLatch(1);
        AtomicBoolean listening = new AtomicBoolean();
        AtomicInteger later = new AtomicInteger();
        SynchronousBundleListener listener =
                event -> {
                    boolean counts =
                            event.getType() == BundleEvent.STARTED
                                    || event.getType() == BundleEvent.STARTING
                                    || event.getType() == BundleEvent.LAZY_ACTIVATION;
                    if (listening.get() && counts && later.getAndIncrement() >= bundles) {
                        moment.countDown();
                    }
                    boolean last = isLast(event.getBundle());
                    if (last && event.getType() == BundleEvent.STARTED) {
                        moment.countDown(); // there are fewer
                    }
                };
        run(
                data,
                listener,
                event -> {
                    if ("listening".equals(event.get("event"))) {
                        listening.set(true);
                    }
                },
                moment);
    }

    /** Starts a server, and stops it at this moment, whatever it does then. */
    private static void run(
            Path data,
            SynchronousBundleListener listener,
            Consumer<Map<String, Object>> events,
            CountDownLatch moment)
            throws Exception {
        try (LabServer server =
                LabServer.prepare(
                        new Home(Path.of(System.getProperty("labthings.home"))),
                        events,
                        "--json",
                        CONFIG,
                        "--port",
                        "0",
                        "--data",
                        data.toString())) {
            server.framework().getBundleContext().addBundleListener(listener);
            Thread starting = new Thread(() -> start(server));
            starting.start();
            assertTrue(moment.await(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS));
            server.close();
            starting.join(TimeUnit.SECONDS.toMillis(Laboratory.DEADLINE_SECONDS));
        }
    }

    private static void start(LabServer server) {
        try {
            server.start();
        } catch (LaunchException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isLast(Bundle bundle) {
        return "org.labthings.health".equals(bundle.getSymbolicName());
    }

    static List<String> complaints(Path data) throws IOException {
        Path log = data.resolve("logs/labthings.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(l -> l.matches(FRIGHTENING)).toList();
        }
    }
}
