package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeThing;

/** What one client sends wrong is nobody else's trouble. */
class MalformedRequestsTest {
    private static final int REQUESTS = 3000;
    private static final List<String> MALFORMED =
            List.of(
                    "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: h:9999999\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n1",
                    "GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                    "rubbish\r\n\r\n");

    private final AtomicBoolean enough = new AtomicBoolean();
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = Wire.of(new FakeThing("thing"));
    }

    @AfterEach
    void stop() throws Exception {
        enough.set(true);
        clients.shutdown();
        assertTrue(clients.awaitTermination(30, TimeUnit.SECONDS), "clients ended");
        wire.close();
    }

    @Test
    void otherClientsNoticeNothing() throws Exception {
        List<Future<?>> hostile = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int first = i;
            hostile.add(clients.submit(() -> misbehave(first)));
        }
        Queue<String> odd = new ConcurrentLinkedQueue<>();
        List<Future<?>> decent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "client" + i + "x";
            decent.add(clients.submit(() -> ask(name, odd)));
        }
        for (Future<?> client : decent) {
            client.get(60, TimeUnit.SECONDS);
        }
        enough.set(true);
        int refused = 0;
        for (Future<?> client : hostile) {
            refused += (Integer) client.get(30, TimeUnit.SECONDS);
        }
        assertTrue(refused > 0, "nothing was refused");
        assertEquals(List.of(), List.copyOf(odd));
    }

    private int misbehave(int first) throws IOException {
        int sent = 0;
        while (!enough.get()) {
            String answer = wire.raw(MALFORMED.get((first + sent) % MALFORMED.size()));
            assertTrue(answer.startsWith("HTTP/1.") && answer.contains(" 40"), answer);
            sent++;
        }
        return sent;
    }

    /** An answer that quotes what was asked for: so it is known whose it is. */
    private void ask(String name, Queue<String> odd) {
        for (int i = 0; i < REQUESTS / 3 && odd.isEmpty(); i++) {
            String quoted = name + i;
            String answer;
            try {
                answer = wire.rawRequest("GET /blob/" + quoted + " HTTP/1.1", "Host: h");
            } catch (IOException e) {
                answer = e.toString();
            }
            if (!answer.startsWith("HTTP/1.1 422 ") || !answer.contains('"' + quoted + '"')) {
                odd.add(quoted + " -> " + answer);
            }
        }
    }
}
