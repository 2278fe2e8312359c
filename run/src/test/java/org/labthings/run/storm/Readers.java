package org.labthings.run.storm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Clients that read the same paths again and again, each at a moderate pace. */
final class Readers implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_FAILURES = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Predicate<HttpResponse<String>> good;
    private volatile boolean over;

    /** So many clients that take turns with the paths. */
    Readers(int clients, URI server, List<String> paths, Predicate<HttpResponse<String>> good) {
        this.good = good;
        for (int i = 0; i < clients; i++) {
            URI url = server.resolve(paths.get(i % paths.size()));
            Thread t = new Thread(() -> read(url), "reader-" + i);
            t.start();
            threads.add(t);
        }
    }

    private void read(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
        while (!over) {
            try {
                HttpResponse<String> r = http.send(request, HttpResponse.BodyHandlers.ofString());
                answered.incrementAndGet();
                if (!good.test(r)) {
                    fail(url + " answered " + r.statusCode() + " " + r.body());
                }
            } catch (Exception e) {
                fail(url + " failed: " + e);
            }
            LockSupport.parkNanos(PAUSE_NANOS); // a pace, not a wait
        }
    }

    private void fail(String what) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(what);
        }
    }

    long answered() {
        return answered.get();
    }

    /** What went wrong, the first of it. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread t : threads) {
            t.join(TimeUnit.SECONDS.toMillis(15));
        }
    }
}
