package org.labthings.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A live stream of JPEG frames, served as {@code multipart/x-mixed-replace}. A field of a Thing:
 *
 * <pre>{@code
 * public final MjpegStream mjpegStream = MjpegStream.create();
 * ...
 * mjpegStream.addFrame(jpeg);   // from the camera's thread
 * }</pre>
 *
 * <p>The newest frames are kept in a ring. Clients get the newest frame whenever they are ready for
 * one; they never slow the producer down. All methods may be called from any thread.
 */
public final class MjpegStream {
    private static final int DEFAULT_RING = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Frame[] ring;
    private long newest = -1;
    private int grabbing;
    private boolean stopped;

    private MjpegStream(int ringSize) {
        ring = new Frame[ringSize];
    }

    /**
     * A stream that keeps its newest 10 frames.
     *
     * @return a stream of the Thing in whose field it is
     */
    public static MjpegStream create() {
        return create(DEFAULT_RING);
    }

    /**
     * A stream that keeps its newest frames.
     *
     * @param ringSize how many, at least 1; each is kept in memory
     * @return a stream of the Thing in whose field it is
     * @throws IllegalArgumentException when it would keep none
     */
    public static MjpegStream create(int ringSize) {
        if (ringSize < 1) {
            throw new IllegalArgumentException("A stream keeps 1 frame or more, not " + ringSize);
        }
        return new MjpegStream(ringSize);
    }

    /**
     * One frame.
     *
     * @param index counts the frames of its stream from 0
     * @param timestamp when its exposure began, on the clock of {@link System#nanoTime()}
     * @param jpeg the picture, which must not be changed
     */
    public record Frame(long index, long timestamp, byte[] jpeg) {}

    /** Told about frames as they come; implemented by the platform. */
    @ProviderType
    public interface Listener {
        /**
         * A new frame, which nobody may change. On the producer's thread; must not block.
         *
         * @param jpeg one JPEG picture, shared with all readers
         */
        void frame(byte[] jpeg);

        /**
         * The stream was stopped. On the thread that stops it; must not block. Comes at once to a
         * listener that is attached to a stopped stream; after a reset frames may follow.
         */
        void stopped();
    }

    /**
     * Adds the newest frame, exposed just now; see {@link #addFrame(byte[], long)}.
     *
     * @param jpeg one JPEG picture; not copied, must not be changed afterwards
     * @throws IllegalArgumentException when the data does not begin and end as a JPEG
     * @throws ServerNotRunningError when the stream was stopped
     */
    public void addFrame(byte[] jpeg) {
        addFrame(jpeg, System.nanoTime());
    }

    /**
     * Adds the newest frame. Never blocks on clients.
     *
     * @param jpeg one JPEG picture; not copied, must not be changed afterwards
     * @param timestamp when its exposure began, on the clock of {@link System#nanoTime()}; a camera
     *     that does not know gives the time of arrival
     * @throws IllegalArgumentException when the data does not begin and end as a JPEG
     * @throws ServerNotRunningError when the stream was stopped
     */
    public void addFrame(byte[] jpeg, long timestamp) {
        int n = jpeg.length;
        if (n < 4
                || jpeg[0] != (byte) 0xFF
                || jpeg[1] != (byte) 0xD8
                || jpeg[n - 2] != (byte) 0xFF
                || jpeg[n - 1] != (byte) 0xD9) {
            throw new IllegalArgumentException("Invalid JPEG");
        }
        lock.lock();
        try {
            if (stopped) {
                throw new ServerNotRunningError(
                        "The stream was stopped; reset() lets it take frames again");
            }
            newest++;
            ring[(int) (newest % ring.length)] = new Frame(newest, timestamp, jpeg);
            changed.signalAll();
            for (Listener l : listeners) {
                l.frame(jpeg); // under the lock: frames reach every listener in order
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream: open responses end, new ones end at once, until {@link #reset()}. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
            listeners.forEach(Listener::stopped);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a stopped stream take frames again, with an empty ring. */
    public void reset() {
        lock.lock();
        try {
            ring = new Frame[ring.length];
            stopped = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the stream was stopped, and not reset since} */
    public boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many listeners are attached: open streams, for instance} */
    public int listenerCount() {
        return listeners.size();
    }

    /**
     * Waits until somebody wants frames: a listener is attached, or a thread waits in {@link
     * #grabFrame}. A camera may rest meanwhile:
     *
     * <pre>{@code
     * while (!Thread.interrupted()) {
     *     if (mjpegStream.awaitWatcher(Duration.ofSeconds(1))) {
     *         mjpegStream.addFrame(expose());
     *     }
     * }
     * }</pre>
     *
     * @param limit how long at most
     * @return whether somebody wants frames; nobody does while the stream is stopped
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean awaitWatcher(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (!wanted() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return wanted();
        } finally {
            lock.unlock();
        }
    }

    private boolean wanted() {
        return !stopped && (grabbing > 0 || !listeners.isEmpty());
    }

    /** {@return index of the newest frame, -1 before the first} A reset does not set it back. */
    public long newestIndex() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A frame that is still in the ring.
     *
     * @param index of the frame, counted from 0
     * @return its picture, which must not be changed
     * @throws IndexOutOfBoundsException when it was overwritten or has not come yet
     */
    public byte[] frame(long index) {
        lock.lock();
        try {
            if (index < 0
                    || index > newest
                    || index <= newest - ring.length
                    || ring[(int) (index % ring.length)] == null) {
                throw new IndexOutOfBoundsException(
                        "Frame "
                                + index
                                + " is not kept; the newest is "
                                + newest
                                + ", and "
                                + ring.length
                                + " are kept");
            }
            return ring[(int) (index % ring.length)].jpeg();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next frame; blocks.
     *
     * @param limit how long at most
     * @return the newest frame, which must not be changed
     * @throws TimeoutException when none came in time
     * @throws ServerNotRunningError when the stream stops
     * @throws InterruptedException when the thread is interrupted
     */
    public byte[] grabFrame(Duration limit) throws InterruptedException, TimeoutException {
        lock.lockInterruptibly();
        try {
            await(newest + 1, limit);
            return ring[(int) (newest % ring.length)].jpeg();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a frame has come; blocks. Who asks for one index after the other sees every
     * frame, as long as it does not fall behind by more than the ring keeps:
     *
     * <pre>{@code
     * Frame frame = stream.awaitFrame(stream.newestIndex() + 1, limit);
     * ...
     * frame = stream.awaitFrame(frame.index() + 1, limit);
     * }</pre>
     *
     * @param index the first frame that will do; what came before it is passed over
     * @param limit how long at most
     * @return that frame, or the oldest after it that is still kept
     * @throws TimeoutException when none came in time
     * @throws ServerNotRunningError when the stream stops
     * @throws InterruptedException when the thread is interrupted
     */
    public Frame awaitFrame(long index, Duration limit)
            throws InterruptedException, TimeoutException {
        lock.lockInterruptibly();
        try {
            await(index, limit);
            long from = Math.max(Math.max(index, 0), newest - ring.length + 1);
            while (ring[(int) (from % ring.length)] == null) {
                from++; // the ring was emptied by a reset
            }
            return ring[(int) (from % ring.length)];
        } finally {
            lock.unlock();
        }
    }

    /** Returns when there is a frame of that index or a later one; holds the lock. */
    private void await(long index, Duration limit) throws InterruptedException, TimeoutException {
        grabbing++;
        try {
            changed.signalAll(); // wakes a producer that rests in awaitWatcher
            long left = limit.toNanos();
            while (!kept(index)) {
                if (stopped) {
                    throw new ServerNotRunningError(
                            "The stream was stopped while waiting for a frame");
                }
                if (left <= 0) {
                    throw new TimeoutException("No frame came within " + limit.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            grabbing--;
        }
    }

    private boolean kept(long index) {
        return newest >= Math.max(index, 0) && ring[(int) (newest % ring.length)] != null;
    }

    /**
     * Waits at most 10 s for the next frame; see {@link #grabFrame(Duration)}.
     *
     * @return the newest frame, which must not be changed
     * @throws InterruptedException when the thread is interrupted
     * @throws TimeoutException when none came in time
     * @throws ServerNotRunningError when the stream stops
     */
    public byte[] grabFrame() throws InterruptedException, TimeoutException {
        return grabFrame(Duration.ofSeconds(10));
    }

    /**
     * For the platform: attaches a listener, which is told at once when the stream is stopped.
     *
     * @param listener told until it is detached; attached twice it is told twice
     */
    public void addListener(Listener listener) {
        lock.lock();
        try {
            listeners.add(listener);
            changed.signalAll();
            if (stopped) {
                listener.stopped();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * For the platform: detaches a listener.
     *
     * @param listener one that is not attached is ignored; a call may still be on its way
     */
    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }
}
