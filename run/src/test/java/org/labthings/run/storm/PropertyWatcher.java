package org.labthings.run.storm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A WebSocket client that observes one property. */
final class PropertyWatcher implements WebSocket.Listener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WebSocket socket;
    private final StringBuilder text = new StringBuilder();
    private String last = "";
    private long messages;
    private volatile String end = "";

    PropertyWatcher(URI server, String thing, String property) {
        URI url = URI.create("ws://" + server.getAuthority() + "/" + thing + "/ws");
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(url, this).join();
        String observe =
                "{\"messageType\":\"addPropertyObservation\",\"data\":{\"" + property + "\":{}}}";
        socket.sendText(observe, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean complete) {
        lock.lock();
        try {
            text.append(data);
            if (complete) {
                last = text.toString();
                text.setLength(0);
                messages++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end = "closed with " + status + " " + reason;
        ended.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end = "failed: " + error;
        ended.countDown();
    }

    /** Waits until the newest message contains this; returns the newest message. */
    String await(String part, long seconds) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(seconds);
        lock.lock();
        try {
            while (!last.contains(part) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    /** How it ended; empty while it is connected. */
    String end() {
        return end;
    }

    void close() {
        socket.abort();
    }
}
