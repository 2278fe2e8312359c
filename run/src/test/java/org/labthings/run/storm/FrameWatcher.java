package org.labthings.run.storm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of an MJPEG stream whose frames are numbered: {@code FRAME 00000042}. */
final class FrameWatcher implements AutoCloseable {
    private static final byte[] MARK = "FRAME ".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final long TAIL_MASK = 0xff_ffff_ffffL;
    private static final long LAST_CHUNK = 0x30_0d0a_0d0aL; // 0 CR LF CR LF

    /** How a stream ends that the server has ended as HTTP wants it. */
    static final String CLEAN = "ended cleanly";

    private final Socket socket;
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long last = -1;
    private volatile long frames;
    private volatile long lost;
    private volatile String end = "";
    private long tail;

    FrameWatcher(URI server, String path) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Thread t = new Thread(this::watch, "frame-watcher");
        t.setDaemon(true);
        t.start();
    }

    private void watch() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                tail = (tail << 8 | b) & TAIL_MASK;
                matched = b == MARK[matched] ? matched + 1 : (b == MARK[0] ? 1 : 0);
                if (matched == MARK.length) {
                    frame(Long.parseLong(new String(in.readNBytes(DIGITS))));
                    matched = 0;
                }
            }
            end = tail == LAST_CHUNK ? CLEAN : "cut off";
        } catch (IOException | RuntimeException e) {
            end = e.toString();
        } finally {
            ended.countDown();
        }
    }

    private synchronized void frame(long number) {
        notifyAll();
        if (last >= 0 && number > last + 1) {
            lost += number - last - 1;
        }
        last = number;
        frames++;
        first.countDown();
    }

    boolean awaitFirst(long seconds) throws InterruptedException {
        return first.await(seconds, TimeUnit.SECONDS);
    }

    /** Waits until this frame has come. */
    synchronized boolean await(long number, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (last < number && System.nanoTime() < end) {
            wait(1000);
        }
        return last >= number;
    }

    /** Waits until the server has ended the stream. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    long frames() {
        return frames;
    }

    /** Numbers that were skipped. */
    long lost() {
        return lost;
    }

    long last() {
        return last;
    }

    /** How it ended; empty while it goes on. */
    String end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
