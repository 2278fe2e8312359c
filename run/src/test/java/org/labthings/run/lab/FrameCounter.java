package org.labthings.run.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One client of a live stream, on one connection, which counts the pictures that come. */
public final class FrameCounter implements AutoCloseable {
    private static final byte[] MARK =
            "Content-Type: image/jpeg".getBytes(StandardCharsets.US_ASCII);
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);

    private final Socket socket;
    private long frames; // guarded by this
    private String end; // guarded by this

    /** Begins to watch. */
    public FrameCounter(URI server, String path) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Thread thread = new Thread(this::watch, "frame-counter");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    matched = 0;
                    count();
                }
            }
            ended("it was ended");
        } catch (IOException e) {
            ended(e.toString());
        }
    }

    private synchronized void count() {
        frames++;
        notifyAll();
    }

    private synchronized void ended(String how) {
        end = how;
        notifyAll();
    }

    /** How many have come. */
    public synchronized long frames() {
        return frames;
    }

    /** Waits until so many more have come, on this connection. */
    public synchronized void awaitMore(long more) throws InterruptedException {
        long wanted = frames + more;
        long due = System.nanoTime() + DEADLINE;
        while (frames < wanted && end == null && System.nanoTime() < due) {
            wait(1000);
        }
        if (frames < wanted) {
            throw new AssertionError(
                    frames + " pictures instead of " + wanted + (end == null ? "" : ": " + end));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
