package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.replay.server.FreePorts;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/** The bundles of the server stop and start in any order: what it comes to is the same. */
class StartOrderIT {
    private static final int ROUNDS = Storm.rounds("orders", 10, 100);
    private static final long DEADLINE = Laboratory.DEADLINE_SECONDS;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not Declarative Services and ConfigAdmin: they carry all others, and start before them. */
    private static final Set<String> INFRASTRUCTURE =
            Set.of(
                    "org.apache.felix.metatype",
                    "org.apache.felix.fileinstall",
                    "org.apache.felix.http.bridge");

    private static final String CONFIG =
            """
            {"things": {
              "camera": "org.labthings.thing.simcamera.SimulatedCamera",
              "left": {"class": "lab.ring.Ring", "thing_slots": {"next": "right"}},
              "stage": "org.labthings.thing.simstage.SimulatedStage",
              "right": {"class": "lab.ring.Ring", "thing_slots": {"next": "left"}},
              "lonely": {"class": "lab.ring.Ring", "thing_slots": {"next": "lonely"}},
              "waiting": {"class": "lab.ring.Ring", "thing_slots": {"next": "nobody"}},
              "behind": {"class": "lab.ring.Ring", "thing_slots": {"next": "waiting"}},
              "unknown": "lab.nothing.Nothing",
              "counter": "org.labthings.thing.counter.Counter"}}
            """;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Path ring() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.ring",
                        "1.0.0",
                        "Ring",
                        """
                        package lab.ring;
                        import java.util.List;
                        import org.labthings.api.*;
                        import org.labthings.hardware.Stage;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Ring implements Thing {
                            private final ThingSlot<Ring> next = ThingSlot.required(Ring.class);
                            private final ThingSlot<Thing> all = ThingSlot.mapping(Thing.class);
                            private final ThingSlot<Stage> stage = ThingSlot.optional(Stage.class);
                            @Override public void open(ThingContext context) {
                                next.get(); // throws when it was opened before its slots
                                stage.find();
                            }
                            @Property public List<String> everybody() {
                                return List.copyOf(all.all().keySet());
                            }
                        }
                        """);
    }

    @Test
    void theSameStateWhateverComesFirst() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(ring(), plugins, "ring.jar");
        // The same in each round, and none that the system may give to a client meanwhile.
        int port = new FreePorts().next();
        try (Laboratory lab = Laboratory.open(folder, CONFIG, "--port", String.valueOf(port))) {
            String expected = state(lab.url());
            for (String[] fact :
                    new String[][] {
                        {"left", "running"}, {"right", "running"}, {"lonely", "running"},
                        {"waiting", "waiting"}, {"behind", "waiting"}, {"unknown", "waiting"},
                        {"camera", "running"}
                    }) {
                assertEquals(
                        fact[1],
                        JSON.readTree(expected).at("/status/" + fact[0] + "/state").textValue(),
                        fact[0]);
            }
            Random random = new Random(20261121);
            double[] millis = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                List<Bundle> bundles = bundles(lab);
                Collections.shuffle(bundles, random);
                for (Bundle b : bundles) {
                    b.stop(Bundle.STOP_TRANSIENT);
                }
                Collections.shuffle(bundles, random);
                long start = System.nanoTime();
                for (Bundle b : bundles) {
                    b.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                }
                awaitState(lab, expected, names(bundles));
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Storm.say(
                    "%d start orders: the same state each time, after p50 %.0f ms, at most %.0f ms",
                    ROUNDS, Storm.percentile(millis, 50), Storm.percentile(millis, 100));
        }
    }

    /** Ours and what they need of the infrastructure; not the launcher's framework. */
    private static List<Bundle> bundles(Laboratory lab) {
        List<Bundle> found = new ArrayList<>();
        for (Bundle b : lab.framework().getBundles()) {
            String name = b.getSymbolicName();
            boolean fragment =
                    (b.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            boolean ours = name.startsWith("org.labthings.") || name.startsWith("lab.");
            if (!fragment && (ours || INFRASTRUCTURE.contains(name))) {
                found.add(b);
            }
        }
        return found;
    }

    private static String names(List<Bundle> bundles) {
        return Arrays.toString(bundles.stream().map(Bundle::getSymbolicName).toArray());
    }

    private void awaitState(Laboratory lab, String expected, String order) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE);
        String now = "";
        while (!now.equals(expected)) {
            if (System.nanoTime() > end) {
                String inactive = ComponentStates.inactive(lab.framework());
                assertEquals(expected, now, "after the start order " + order + inactive);
            }
            try {
                now = state(lab.url());
            } catch (IOException e) {
                now = e.toString(); // not listening yet
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // between two looks
        }
    }

    /** All that does not depend on time. */
    private String state(URI url) throws Exception {
        ObjectNode all = JSON.createObjectNode();
        ObjectNode status = (ObjectNode) JSON.readTree(get(url.resolve("/things/?status")));
        for (JsonNode thing : status) {
            ((ObjectNode) thing).remove(List.of("since", "history"));
        }
        all.set("status", status);
        all.put("things", get(url.resolve("/things/")));
        all.put("descriptions", get(url.resolve("/thing_descriptions/")));
        all.put("everybody", get(url.resolve("/left/everybody")));
        return all.toPrettyString();
    }

    private String get(URI url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(DEADLINE)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
