package org.labthings.http.internal.mjpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.thread.Invocable;
import org.labthings.api.MjpegStream;

/**
 * Takes frames from the producer's thread to a task on the server's pool. The producer pays for one
 * queue operation; frames wait here only while the task is late, and the oldest gives way.
 */
final class FrameFeed extends Invocable.Task.Abstract implements MjpegStream.Listener {
    private static final int MOST_FRAMES = 16;
    private static final int MOST_BYTES = 16 << 20;
    private static final byte[] STOP = new byte[0];

    private final StreamHub hub;
    private final Executor executor;
    private final Tally tally;
    private final Deque<byte[]> queue = new ArrayDeque<>(); // guarded by itself
    private long bytes; // guarded by the queue
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
            if (queue.peekLast() == STOP) {
                return; // the hub turns away from this feed
            }
            while (isFull(item.length)) {
                bytes -= queue.removeFirst().length;
                tally.framesLost.increment();
            }
            queue.addLast(item);
            bytes += item.length;
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
                bytes = 0;
                scheduled = false;
            }
        }
    }

    /** At least one frame waits, however large it is. */
    private boolean isFull(int more) {
        return !queue.isEmpty() && (queue.size() >= MOST_FRAMES || bytes + more > MOST_BYTES);
    }

    private byte[] next() {
        synchronized (queue) {
            byte[] item = queue.pollFirst();
            bytes -= item == null ? 0 : item.length;
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
