package org.labthings.client;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.labthings.api.MjpegStream;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.mjpeg.FrameParser;
import org.labthings.client.internal.observe.KeptFeed;

/** A live stream of a remote Thing: JPEG frames. From any thread. */
public final class RemoteStream {
    private static final String ACCEPT = "multipart/x-mixed-replace";

    private final Connection connection;
    private final URI uri;
    private RelayedStream relayed; // guarded by this

    RemoteStream(Connection connection, String name) {
        this.connection = connection;
        this.uri = connection.td().url().resolve(name);
    }

    /**
     * Where it is.
     *
     * @return an absolute URL
     */
    public URI url() {
        return uri;
    }

    /**
     * Whether there is such a stream; asks the server, which may take as long as for its Thing
     * Description.
     *
     * @return false when the server has none of that name
     * @throws ThingUnavailableError when there is no answer
     */
    public boolean exists() {
        CompletableFuture<Transport.Opened> opened =
                connection.transport().openFeed(uri, ACCEPT, null, (type, bytes) -> {});
        try {
            long limit = connection.options().descriptionTimeout().toMillis();
            Transport.Opened head = opened.get(limit, TimeUnit.MILLISECONDS);
            head.feed().close();
            return head.status() == 200 && head.contentType().startsWith(ACCEPT);
        } catch (ExecutionException e) {
            throw Connection.unavailable(uri, Transport.failure(e.getCause()));
        } catch (TimeoutException e) {
            opened.thenAccept(late -> late.feed().close());
            throw new ThingUnavailableError(0, uri + " does not answer in time", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThingUnavailableError(0, "Interrupted while asking " + uri, false, e);
        }
    }

    /**
     * Watches it: connected in the background, and again whenever the connection breaks. A consumer
     * that takes its time slows the sender down, which then leaves out frames.
     *
     * @param frames gets each frame, which it may keep, on a thread of the client
     * @return ends it when closed
     */
    public Observation watch(Consumer<byte[]> frames) {
        Watching watching = new Watching(frames);
        watching.connect();
        return watching;
    }

    /**
     * The stream as a local one, the same for everybody: it is fetched while somebody watches it,
     * once for all of them, until the client is closed.
     *
     * @return the same one each time
     */
    public synchronized MjpegStream local() {
        if (relayed == null) {
            relayed = new RelayedStream(this);
            relayed.start();
        }
        return relayed.local();
    }

    synchronized void close() {
        if (relayed != null) {
            relayed.close();
        }
    }

    private final class Watching extends KeptFeed implements Observation {
        private final Consumer<byte[]> frames;

        Watching(Consumer<byte[]> frames) {
            super(connection.transport(), connection.options().longestReconnect().toMillis());
            this.frames = frames;
        }

        @Override
        protected CompletableFuture<Transport.Opened> open() {
            FrameParser[] parser = new FrameParser[1];
            return connection
                    .transport()
                    .openFeed(
                            uri,
                            ACCEPT,
                            null,
                            (type, bytes) -> {
                                if (parser[0] == null) {
                                    parser[0] = new FrameParser(type, this::frame);
                                }
                                parser[0].accept(bytes);
                            });
        }

        private void frame(byte[] jpeg) {
            if (!isClosed()) {
                frames.accept(jpeg);
            }
        }

        @Override
        protected Verdict judge(Transport.Opened head) {
            return head.status() == 200 ? Verdict.GOOD : Verdict.LATER;
        }
    }
}
