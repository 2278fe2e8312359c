package org.labthings.web.internal.reload;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open page. Called by Jetty without blocking, and by whoever tells it something; sends without
 * waiting. Public only because Jetty calls it by method handles.
 */
public final class LiveClient implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.web.livereload");
    private static final int MOST_MESSAGE = 64 * 1024;
    private static final int MOST_UNSENT = 32;
    private static final int MOST_SHOWN = 100;

    private final LiveClients clients;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile Session session;
    private volatile String page;
    private boolean greeted; // on Jetty's thread only, one message at a time

    LiveClient(LiveClients clients) {
        this.clients = clients;
    }

    /** The path of the page; null until it is registered. */
    String page() {
        return page;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setMaxTextMessageSize(MOST_MESSAGE);
        opened.setMaxBinaryMessageSize(MOST_MESSAGE);
        opened.setIdleTimeout(LiveClients.SILENCE);
        session = opened;
        if (clients.add(this)) {
            opened.demand();
        }
    }

    @Override
    public void onWebSocketText(String text) {
        JsonNode message = Messages.parse(text);
        String command = message.path("command").asText("");
        if (!greeted && command.equals("hello")) {
            greeted = true;
            send(Messages.HELLO);
        } else if (greeted && command.equals("info")) {
            register(message.path("url").asText(""));
        } else if (page != null && command.equals("url")) {
            LOG.debug("A page says where it is, as the standard client does");
        } else {
            LOG.warn(
                    "A client of live reload is {}: {} was expected, not {}",
                    page == null ? "not registered" : "not understood",
                    greeted ? "info" : "hello",
                    text.substring(0, Math.min(MOST_SHOWN, text.length())));
        }
        session.demand();
    }

    private void register(String url) {
        String path = Pages.path(url);
        if (path == null) {
            LOG.warn(
                    "A client of live reload is not registered: its url should be one of a page,"
                            + " not \"{}\"",
                    url.substring(0, Math.min(MOST_SHOWN, url.length())));
        } else {
            page = path;
            clients.registered(this);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        session.demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        session.demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A client of live reload failed", cause);
        clients.remove(this);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        clients.remove(this);
        callback.succeed();
    }

    /** Tells the page something; one that takes nothing any more is dropped. */
    void send(String message) {
        Session open = session;
        if (open == null) {
            return;
        }
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            drop();
            return;
        }
        try {
            open.sendText(message, Callback.from(unsent::decrementAndGet, failure -> drop()));
        } catch (RuntimeException e) {
            LOG.debug("A client of live reload cannot be told", e);
            drop();
        }
    }

    void ping() {
        Session open = session;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), Callback.from(() -> {}, failure -> drop()));
        }
    }

    private void drop() {
        clients.remove(this);
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    /** Ends the connection in a friendly way. */
    void close(String reason) {
        Session open = session;
        if (open != null) {
            open.close(StatusCode.NORMAL, reason, Callback.NOOP);
        }
    }
}
