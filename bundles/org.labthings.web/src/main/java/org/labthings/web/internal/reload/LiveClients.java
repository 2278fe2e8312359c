package org.labthings.web.internal.reload;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open pages of one server; several may show the same page. From any thread. */
final class LiveClients {
    /** A connection on which nothing comes for so long, not even the answer to a ping, is dead. */
    static final Duration SILENCE = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger("labthings.web.livereload");

    private final int most;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private volatile String closed;

    LiveClients(int most) {
        this.most = most;
    }

    boolean hasRoom() {
        return clients.size() < most && closed == null;
    }

    /** Returns false when it was closed in this moment, and the client with it. */
    boolean add(LiveClient client) {
        clients.add(client);
        String reason = closed;
        if (reason != null) {
            client.close(reason);
        }
        return reason == null;
    }

    void registered(LiveClient client) {
        LOG.debug("{} is open in a browser, {} connections", client.page(), clients.size());
    }

    void remove(LiveClient client) {
        clients.remove(client);
    }

    /** Has all registered pages that are meant load something anew. */
    void reload(Predicate<String> pages, String path) {
        for (LiveClient client : clients) { // weakly consistent: who leaves meanwhile harms nobody
            String page = client.page();
            if (page != null && pages.test(page)) {
                client.send(Messages.reload(path == null ? page : path));
            }
        }
    }

    void ping() {
        clients.forEach(LiveClient::ping);
    }

    int size() {
        return clients.size();
    }

    /** Ends all; none comes any more. */
    void close(String reason) {
        closed = reason;
        clients.forEach(c -> c.close(reason));
    }
}
