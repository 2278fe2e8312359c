package org.labthings.client.internal.observe;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.json.ClientJson;

/** One event stream; after a broken connection it goes on where it was. */
public final class EventStream extends KeptFeed {
    private static final String TYPE = "text/event-stream";

    private final Transport transport;
    private final URI uri;
    private final Watcher watcher;
    private volatile String lastEventId;

    private EventStream(Transport transport, URI uri, Watcher watcher, long mostMillis) {
        super(transport, mostMillis);
        this.transport = transport;
        this.uri = uri;
        this.watcher = watcher;
    }

    /**
     * Begins to listen.
     *
     * @param mostMillis the longest wait before it is connected again
     */
    public static EventStream open(Transport transport, URI uri, Watcher watcher, long mostMillis) {
        EventStream stream = new EventStream(transport, uri, watcher, mostMillis);
        stream.connect();
        return stream;
    }

    @Override
    protected CompletableFuture<Transport.Opened> open() {
        EventParser parser = new EventParser(this::event);
        return transport.openFeed(uri, TYPE, lastEventId, (type, bytes) -> parser.accept(bytes));
    }

    @Override
    protected Verdict judge(Transport.Opened head) {
        int status = head.status();
        if (status == 200) {
            return head.contentType().startsWith(TYPE) ? Verdict.GOOD : Verdict.NEVER;
        }
        boolean passing = status >= 500 || status == 408 || status == 429;
        return passing ? Verdict.LATER : Verdict.NEVER;
    }

    private void event(String type, String data, String id) throws IOException {
        lastEventId = id;
        if (type.equals("lost") || isClosed()) {
            return; // how many were missed: nothing can be done about it
        }
        watcher.value(ClientJson.parse(data));
    }

    @Override
    protected void connected() {
        watcher.connected();
    }

    @Override
    protected void lost(String reason) {
        watcher.disconnected(uri + ": " + reason);
    }

    @Override
    protected void refused(String reason) {
        watcher.refused(uri + ": " + reason);
    }
}
