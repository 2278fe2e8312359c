package org.labthings.http.internal.mjpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.thread.Invocable;
import org.labthings.api.MjpegStream;

/**
 * Takes frames from the producer's thread to a task on the server's pool. The producer pays for one
 * queue operation; a frame waits here only while the task is late, and the oldest gives way.
 */
final class FrameFeed extends Invocable.Task.Abstract implements MjpegStream.Listener {
    private static final int BOUND = 8;
    private static final byte[] STOP = new byte[0];

    private final StreamHub hub;
    private final Executor executor;
    private final Tally tally;
    private final Deque<byte[]> queue = new ArrayDeque<>(BOUND + 1); // guarded by itself
    private boolean scheduled; // guarded by the queue

    FrameFeed(StreamHub hub, Executor executor, Tally tally) {
        super(Invocable.InvocationType.NON_BLOCKING);
        this.hub = hub;
        this.executor = executor;
        this.tally = tally;
    }

    @Override
    public void frame(byte[] jpeg) {
        add(jpeg);
    }

    @Override
    public void stopped() {
        add(STOP);
    }

    private void add(byte[] item) {
        synchronized (queue) {
            if (queue.size() >= BOUND && queue.peekFirst() != STOP) {
                queue.removeFirst();
                tally.framesLost.increment();
            }
            if (queue.size() <= BOUND) { // else it was stopped, and nobody looks any more
                queue.addLast(item);
            }
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) { // the server is stopping
            synchronized (queue) {
                queue.clear();
                scheduled = false;
            }
        }
    }

    private byte[] next() {
        synchronized (queue) {
            byte[] item = queue.pollFirst();
            scheduled = item != null;
            return item;
        }
    }

    @Override
    public void run() {
        for (byte[] item = next(); item != null; item = next()) {
            if (item == STOP) {
                hub.stopped(this);
            } else {
                hub.frame(this, item);
            }
        }
    }
}
