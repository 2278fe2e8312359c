package org.labthings.http.internal.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server's announcement on the networks that there are, brought up to date by each {@link #run
 * run}. On one thread, which may block.
 */
final class Announcing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcing.class);

    private final Reach reach;
    private final Words words;
    private final Responder.Factory responders;
    private final Map<InetAddress, Responder> open = new HashMap<>();
    private final Set<InetAddress> refused = new HashSet<>();

    /** The addresses of this machine on which the server is announced. */
    @FunctionalInterface
    interface Reach {
        /** Those at this moment. */
        Set<InetAddress> now() throws IOException;
    }

    /** What is announced. */
    @FunctionalInterface
    interface Words {
        /** May block for the name of this machine. */
        Announcement find();
    }

    Announcing(Reach reach, Words words, Responder.Factory responders) {
        this.reach = reach;
        this.words = words;
        this.responders = responders;
    }

    @Override
    public void run() {
        try {
            Set<InetAddress> now = reach.now();
            closeAllBut(now);
            refused.retainAll(now);
            for (InetAddress address : now) {
                if (!open.containsKey(address)) {
                    open(address);
                }
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.debug("The networks cannot be looked at", e);
        }
    }

    private void open(InetAddress address) {
        Announcement announcement = words.find();
        try {
            open.put(address, responders.open(address, announcement));
            refused.remove(address);
            LOG.info("Announced as '{}' on {}", announcement.instance(), address.getHostAddress());
        } catch (IOException | RuntimeException e) {
            if (refused.add(address)) { // the first time; it is tried again
                LOG.info(
                        "Not announced on {}: {}. Clients there need the server's address",
                        address.getHostAddress(),
                        e.toString());
            }
        }
    }

    /** Says goodbye everywhere. */
    void end() {
        closeAllBut(Set.of());
    }

    private void closeAllBut(Set<InetAddress> wanted) {
        Iterator<Map.Entry<InetAddress, Responder>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<InetAddress, Responder> entry = all.next();
            if (!wanted.contains(entry.getKey())) {
                all.remove();
                close(entry.getValue());
            }
        }
    }

    private static void close(Responder responder) {
        try {
            responder.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("No proper goodbye", e);
        }
    }
}
