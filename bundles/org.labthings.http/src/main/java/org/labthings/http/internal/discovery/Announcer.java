package org.labthings.http.internal.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Announces a server by multicast DNS while it listens, on every network that comes. All of it
 * happens on a thread of its own: nothing that fails or hangs there matters to the server.
 *
 * <pre>{@code
 * Announcer announcer = new Announcer("/api", "0.1.0");
 * announcer.announce(InetAddress.getByName("0.0.0.0"), 5000); // listening now
 * announcer.stop();                                           // not any more
 * }</pre>
 */
public final class Announcer {
    /** How often networks are looked at: a machine may get its address long after the start. */
    private static final Duration REFRESH = Duration.ofSeconds(15);

    /** How long the end of the server may be held up by a goodbye. */
    private static final Duration GOODBYE = Duration.ofMillis(300);

    private static final int LABEL_LENGTH = 40;

    private final Reach reach;
    private final Words words;
    private final Responder.Factory responders;
    private final Duration refresh;
    private volatile Map<String, Map<String, String>> more = Map.of();
    private InetAddress bound;
    private int port;
    private ScheduledThreadPoolExecutor thread;
    private Announcing current;

    /** The addresses of this machine on which a server is announced. */
    @FunctionalInterface
    interface Reach {
        /** For a server that listens there. */
        Set<InetAddress> of(InetAddress bound) throws IOException;
    }

    /** What is announced of a server on a port. */
    @FunctionalInterface
    interface Words {
        /**
         * May block for the name of this machine.
         *
         * @param more services that are announced beside the server's own
         */
        Announcement of(int port, Map<String, Map<String, String>> more);
    }

    /**
     * Announces nothing yet.
     *
     * @param prefix of the paths of Things
     * @param version of the server
     */
    public Announcer(String prefix, String version) {
        this(
                Networks::of,
                (port, more) ->
                        Announcement.of("LabThings on " + host(), port, prefix, version, more),
                (address, words) -> JmdnsResponder.open(address, host() + "-labthings", words),
                REFRESH);
    }

    Announcer(Reach reach, Words words, Responder.Factory responders, Duration refresh) {
        this.reach = reach;
        this.words = words;
        this.responders = responders;
        this.refresh = refresh;
    }

    /**
     * Announces a server that listens, in place of what was announced before. Returns at once. A
     * server that only this machine can reach is not announced.
     *
     * @param bound its address; that for any address stands for all networks
     */
    public synchronized void announce(InetAddress bound, int port) {
        stop();
        this.bound = bound;
        this.port = port;
        if (bound.isLoopbackAddress()) {
            return;
        }
        current = new Announcing(() -> reach.of(bound), () -> words.of(port, more), responders);
        thread = new ScheduledThreadPoolExecutor(1, Announcer::daemon);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        thread.scheduleWithFixedDelay(current, 0, refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Announces these services, too, from now on: type to TXT record. Returns soon. */
    public synchronized void alsoAnnounce(Map<String, Map<String, String>> services) {
        if (!services.equals(more)) {
            more = Map.copyOf(services);
            if (thread != null) {
                announce(bound, port);
            }
        }
    }

    /** Says goodbye; waits for that only shortly. */
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        thread.execute(current::end);
        thread.shutdown();
        try {
            thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        current = null;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mdns");
        thread.setDaemon(true);
        return thread;
    }

    private static String host() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "localhost";
        }
        int dot = name.indexOf('.');
        String label = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9-]", "-");
        return label.substring(0, Math.min(label.length(), LABEL_LENGTH));
    }
}
