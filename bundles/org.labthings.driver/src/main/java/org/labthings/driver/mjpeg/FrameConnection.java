package org.labthings.driver.mjpeg;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One running stream of pictures: read by one thread, watched and closed by others.
 *
 * <p>Closing must end a read that blocks.
 */
public final class FrameConnection implements Closeable {
    private final JpegReader reader;
    private final Closeable source;
    private final BooleanSupplier resting;
    private volatile long lastArrival = System.nanoTime();

    /**
     * A stream.
     *
     * @param reader of its pictures
     * @param source what is closed to end it
     */
    public FrameConnection(JpegReader reader, Closeable source) {
        this(reader, source, () -> false);
    }

    /**
     * A stream that rests at times, because the camera does something else.
     *
     * @param reader of its pictures
     * @param source what is closed to end it
     * @param resting whether no pictures are expected now; asked by the thread that watches
     */
    public FrameConnection(JpegReader reader, Closeable source, BooleanSupplier resting) {
        this.reader = reader;
        this.source = source;
        this.resting = resting;
    }

    /** The next picture; blocks. */
    public byte[] next() throws IOException {
        byte[] frame = reader.next();
        lastArrival = System.nanoTime();
        return frame;
    }

    /** When the last picture began to arrive, on the clock of {@link System#nanoTime()}. */
    public long begun() {
        return reader.begun();
    }

    /**
     * Looks whether pictures come.
     *
     * @throws IOException when none came for that long
     */
    public void check(Duration patience) throws IOException {
        if (resting.getAsBoolean()) {
            lastArrival = System.nanoTime(); // the patience begins when it goes on
        }
        long silent = System.nanoTime() - lastArrival;
        if (silent > patience.toNanos()) {
            throw new IOException("has sent no picture for " + silent / 1_000_000_000 + " s");
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
