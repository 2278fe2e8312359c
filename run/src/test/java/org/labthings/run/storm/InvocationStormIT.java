package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;

/** Thousands of actions at once, in the packaged server with its 128 MB. */
class InvocationStormIT {
    private static final int RUNNING = 2000; // the server's limit
    private static final int QUEUED = Storm.rounds("queued", 500, 5000);
    private static final int CLIENTS = 8;
    private static final int MOST_OTHER_THREADS = 120;
    private static final int MOST_MEGABYTES = 450;
    private static final long DEADLINE_SECONDS = 120;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Path crowd() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.crowd",
                        "1.0.0",
                        "Crowd",
                        """
                        package lab.crowd;
                        import java.util.concurrent.CountDownLatch;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Crowd implements Thing {
                            private final CountDownLatch go = new CountDownLatch(1);
                            @Action public int member(int number) throws InterruptedException {
                                go.await();
                                if (number % 10 == 3) { throw new InvocationError("unlucky"); }
                                return number;
                            }
                            @Action(emergency = true) public void release() { go.countDown(); }
                        }
                        """);
    }

    @Test
    void everyOneReachesAFinalState() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(crowd(), plugins, "crowd.jar");
        try (Command command =
                Command.run(
                        folder,
                        Command.distributed(),
                        "-j",
                        "{\"things\": {\"crowd\": \"lab.crowd.Crowd\"}}",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--plugins",
                        plugins.toString())) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            Path process = Path.of("/proc", String.valueOf(command.process().pid()), "status");
            long before = number(process, "VmRSS:") >> 10;
            start(url, RUNNING + QUEUED);
            Map<String, Integer> states = states(url);
            assertEquals(RUNNING, states.get("running"));
            assertEquals(QUEUED, states.get("pending"));
            long threads = number(process, "Threads:");
            long megabytes = number(process, "VmRSS:") >> 10;
            assertEquals(201, post(url.resolve("/crowd/release"), "{}").statusCode());
            long began = System.nanoTime();
            states = awaitEnd(url);
            Storm.say(
                    "%d actions at once and %d queued: %d threads, %d MB resident (%d before);"
                            + " released, all over after %.1f s: %s",
                    RUNNING,
                    QUEUED,
                    threads,
                    megabytes,
                    before,
                    (System.nanoTime() - began) / 1e9,
                    states);
            int all = RUNNING + QUEUED;
            assertEquals(all / 10 * 9 + 1, states.get("completed"), "with the emergency action");
            assertEquals(all / 10, states.get("error"));
            assertTrue(threads <= RUNNING + MOST_OTHER_THREADS, threads + " threads");
            assertTrue(megabytes <= MOST_MEGABYTES, megabytes + " MB");
            assertEquals(201, post(url.resolve("/crowd/member"), "{\"number\": 1}").statusCode());
            command.signal("TERM");
            assertEquals(143, command.exit());
        }
    }

    private void start(URI url, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        Thread[] clients = new Thread[CLIENTS];
        for (int c = 0; c < CLIENTS; c++) {
            clients[c] =
                    new Thread(
                            () -> {
                                int n = next.getAndIncrement();
                                while (n < count) {
                                    String body = "{\"number\": " + n + "}";
                                    if (post(url.resolve("/crowd/member"), body).statusCode()
                                            == 201) {
                                        accepted.incrementAndGet();
                                    }
                                    n = next.getAndIncrement();
                                }
                            });
            clients[c].start();
        }
        for (Thread t : clients) {
            t.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        }
        assertEquals(count, accepted.get(), "all are accepted");
    }

    private HttpResponse<String> post(URI url, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private Map<String, Integer> states(URI url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/action_invocations")).build();
        String list = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode invocation : new ObjectMapper().readTree(list)) {
            counts.merge(invocation.get("status").textValue(), 1, Integer::sum);
        }
        return counts;
    }

    private Map<String, Integer> awaitEnd(URI url) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        Map<String, Integer> states = states(url);
        while (states.containsKey("pending") || states.containsKey("running")) {
            assertTrue(System.nanoTime() < end, "not all come to an end: " + states);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // between two looks
            states = states(url);
        }
        return states;
    }

    /** A figure of the kernel about a process. */
    private static long number(Path status, String name) throws Exception {
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith(name))
                .map(l -> l.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
