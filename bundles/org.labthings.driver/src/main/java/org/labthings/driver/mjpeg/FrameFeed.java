package org.labthings.driver.mjpeg;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.labthings.api.DataProperty;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.api.ThingContext;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Connector;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.driver.link.Link;
import org.labthings.driver.link.LinkReport;

/**
 * Feeds a live stream from a camera that may come and go: a thread that connects and watches, a
 * thread that reads.
 *
 * <pre>{@code
 * feed = new FrameFeed("The camera at " + url, this::connect, mjpegStream);
 * feed.open(context, connected, connection);     // open
 * feed.close();                                  // close
 * }</pre>
 */
public final class FrameFeed implements AutoCloseable {
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final String OTHER_SETTINGS = "is connected anew with other settings";
    private static final Duration FIRST_LOOK = Duration.ofMillis(2500);
    private static final Duration STALLED = Duration.ofSeconds(10);

    private final String camera;
    private final Source source;
    private final MjpegStream stream;
    private final Backoff backoff;
    private final AtomicInteger settings = new AtomicInteger(); // how often they changed
    private volatile int connectedWith;
    private volatile Link<FrameConnection> link;

    /** Begins a stream of pictures; blocks with a deadline. See {@link Connector#connect}. */
    @FunctionalInterface
    public interface Source {
        /** Connects; an IOException says why not, as the end of a sentence. */
        FrameConnection connect() throws IOException, InterruptedException;
    }

    /** For a camera whose name begins sentences. */
    public FrameFeed(String camera, Source source, MjpegStream stream, Backoff backoff) {
        this.camera = camera;
        this.source = source;
        this.stream = stream;
        this.backoff = backoff;
    }

    /**
     * Starts the threads, and waits a moment for the camera.
     *
     * @param connected property of the Thing: whether pictures come
     * @param connection property of the Thing: what the connection does
     */
    public void open(
            ThingContext context, DataProperty<Boolean> connected, DataProperty<String> connection)
            throws InterruptedException {
        stream.reset();
        LinkReport<FrameConnection> report =
                new LinkReport<>(context, connected, connection, c -> camera + " sends pictures.");
        Link<FrameConnection> opened =
                new Link<>(camera, new FrameConnector(), backoff, report, WATCH);
        link = opened;
        report.looking(camera);
        context.startThread(context.name() + "-connection", opened);
        context.startThread(context.name() + "-frames", () -> read(opened));
        opened.awaitFirst(FIRST_LOOK);
    }

    private final class FrameConnector implements Connector<FrameConnection> {
        @Override
        public FrameConnection connect() throws IOException, InterruptedException {
            connectedWith = settings.get(); // before they are read
            return source.connect();
        }

        @Override
        public void check(FrameConnection connection) throws IOException {
            if (connectedWith != settings.get()) { // they changed while it was connected
                throw new IOException(OTHER_SETTINGS);
            }
            connection.check(STALLED);
        }
    }

    private void read(Link<FrameConnection> from) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                FrameConnection connection;
                try {
                    connection = from.await(WATCH);
                } catch (InstrumentAwayError e) {
                    if (from.isClosed()) {
                        return;
                    }
                    continue; // its state says why
                }
                read(from, connection);
            }
        } catch (InterruptedException e) {
            // the Thing closes
        }
    }

    private void read(Link<FrameConnection> from, FrameConnection connection) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                byte[] frame = connection.next();
                stream.addFrame(frame, connection.begun());
            }
        } catch (ServerNotRunningError e) {
            from.lost(connection, "is not wanted any more: its stream was stopped");
        } catch (IOException e) {
            from.lost(connection, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Connects anew, with what the settings say now. */
    public void restart() {
        Link<FrameConnection> open = link;
        if (open == null) {
            return; // it is not open yet
        }
        settings.incrementAndGet();
        try {
            open.lost(open.get(), OTHER_SETTINGS);
        } catch (InstrumentAwayError e) {
            // there is no connection that could be ended
        }
        open.hurry();
    }

    /** Whether pictures come. */
    public boolean isConnected() {
        Link<FrameConnection> open = link;
        return open != null && open.isConnected();
    }

    /**
     * Makes sure that there is a camera.
     *
     * @throws InstrumentAwayError saying why not
     */
    public void require() {
        link.get();
    }

    @Override
    public void close() {
        Link<FrameConnection> open = link;
        if (open != null) {
            open.close();
        }
        stream.stop();
    }
}
