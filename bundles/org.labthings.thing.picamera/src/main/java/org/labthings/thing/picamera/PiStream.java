package org.labthings.thing.picamera;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.labthings.driver.mjpeg.FrameConnection;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.driver.mjpeg.FrameProcess;
import org.labthings.driver.mjpeg.JpegReader;

/**
 * The live picture. Only one program can have the camera: the stream rests while another takes a
 * still picture, and goes on with the settings of then. Its readers just wait.
 */
final class PiStream implements FrameFeed.Source {
    private static final int LARGEST_FRAME = 32 << 20;

    private final Starter starter;
    private final ReentrantLock camera = new ReentrantLock(true); // whose turn it is
    private volatile Relay relay;

    /** Makes ready what can be asked once, and starts the program of the live picture. */
    interface Starter {
        /** Once for each connection; an IOException says why not, as the end of a sentence. */
        void prepare() throws IOException, InterruptedException;

        /** With what the settings say now. */
        FrameProcess start() throws IOException;
    }

    /** What needs the camera for itself. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException, InterruptedException;
    }

    PiStream(Starter starter) {
        this.starter = starter;
    }

    @Override
    public FrameConnection connect() throws IOException, InterruptedException {
        camera.lockInterruptibly();
        try {
            starter.prepare();
            FrameProcess process = starter.start();
            try {
                process.awaitFirstByte();
            } catch (IOException | InterruptedException | RuntimeException e) {
                process.close();
                throw e;
            }
            Relay made = new Relay(process);
            relay = made;
            return new FrameConnection(new JpegReader(made, LARGEST_FRAME), made, made::rests);
        } finally {
            camera.unlock();
        }
    }

    /**
     * Runs a task while the live picture rests. Blocks while another task runs. Tasks may contain
     * such tasks: it rests until the outermost is over.
     */
    <T> T exclusively(Task<T> task) throws IOException, InterruptedException {
        camera.lockInterruptibly();
        try {
            Relay now = relay;
            if (now == null || camera.getHoldCount() > 1) {
                return task.run();
            }
            now.rest();
            try {
                return task.run();
            } finally {
                now.goOn();
            }
        } finally {
            camera.unlock();
        }
    }

    /** Goes on with other settings. */
    void renew() throws InterruptedException {
        try {
            exclusively(() -> null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is done that could fail", e);
        }
    }

    /** The output of one program after the other. */
    private final class Relay extends InputStream {
        private FrameProcess process; // null while it rests
        private InputStream frames;
        private IOException failure;

        Relay(FrameProcess process) {
            use(process);
        }

        private synchronized void use(FrameProcess next) {
            process = next;
            frames = next.frames();
            notifyAll();
        }

        synchronized boolean rests() {
            return process == null && failure == null;
        }

        void rest() {
            FrameProcess ended;
            synchronized (this) {
                ended = process;
                process = null;
            }
            if (ended != null) {
                ended.close();
            }
        }

        void goOn() {
            synchronized (this) {
                if (failure != null) {
                    return; // it was closed meanwhile
                }
            }
            try {
                FrameProcess next = starter.start();
                boolean late;
                synchronized (this) {
                    late = failure != null;
                }
                if (late) {
                    next.close();
                } else {
                    use(next);
                }
            } catch (IOException e) {
                fail(e);
            }
        }

        private synchronized void fail(IOException e) {
            failure = e;
            notifyAll();
        }

        private synchronized InputStream awaitFrames() throws IOException {
            try {
                while (process == null && failure == null) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("is not wanted any more", e);
            }
            if (failure != null) {
                throw failure;
            }
            return frames;
        }

        private synchronized boolean replaced(InputStream old) {
            return process == null && failure == null || frames != old;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (true) {
                InputStream now = awaitFrames();
                try {
                    return now.read(buffer, offset, length);
                } catch (IOException e) {
                    if (!replaced(now)) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public void close() {
            rest();
            fail(new IOException("is not wanted any more"));
        }
    }
}
