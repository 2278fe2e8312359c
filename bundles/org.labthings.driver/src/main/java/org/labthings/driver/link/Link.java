package org.labthings.driver.link;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps one connection to an instrument: connects, says why not, waits and connects again.
 *
 * <pre>{@code
 * Link<Port> link = new Link<>("The stage at /dev/ttyUSB0", connector, Backoff.USUAL, listener);
 * context.startThread(context.name() + "-link", link);      // open
 * link.get().send("stop");                                  // any thread
 * link.lost(port, "it was unplugged");                      // whoever finds out
 * link.close();                                             // close
 * }</pre>
 *
 * <p>{@link #run} is the only place that makes connections. All other methods may be called from
 * any thread; only {@link #await} blocks.
 *
 * @param <C> a connection
 */
public final class Link<C extends Closeable> implements Runnable, Closeable {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofSeconds(5);

    private final String instrument;
    private final Connector<C> connector;
    private final Backoff backoff;
    private final Listener<C> listener;
    private final Duration checkInterval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private C current;
    private boolean closed;
    private boolean hurried;
    private int failures;
    private long since;
    private String reason = "has not been looked for yet";

    /** Told about every change, on the thread that made it; must not block. */
    public interface Listener<C> {
        /** It is connected. */
        void connected(C connection);

        /** It is not; the sentence names instrument, reason and the next attempt. */
        void waiting(String sentence);
    }

    /**
     * A link that is not connected yet.
     *
     * @param instrument how sentences begin: what it is and where
     */
    public Link(String instrument, Connector<C> connector, Backoff backoff, Listener<C> listener) {
        this(instrument, connector, backoff, listener, CHECK_INTERVAL);
    }

    /** As above, with the time after which an idle connection is checked. */
    public Link(
            String instrument,
            Connector<C> connector,
            Backoff backoff,
            Listener<C> listener,
            Duration checkInterval) {
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.connector = Objects.requireNonNull(connector, "connector");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.checkInterval = checkInterval;
    }

    /**
     * The loop; ends after {@link #close} or an interrupt, which leaves the connection as it is.
     */
    @Override
    public void run() {
        try {
            while (!isClosed()) {
                C connection = current();
                if (connection == null) {
                    pause();
                    attempt();
                } else if (!awaitLoss(connection)) {
                    check(connection);
                }
            }
        } catch (InterruptedException e) {
            // the Thing closes, and may want to say a last word through the connection before
        }
    }

    private void attempt() throws InterruptedException {
        if (isClosed()) {
            return;
        }
        try {
            C made = connector.connect();
            if (take(made)) {
                listener.connected(made);
            } else {
                quietly(made);
            }
        } catch (IOException | RuntimeException e) {
            failed(text(e));
        }
    }

    private void failed(String why) {
        String sentence;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            failures++;
            reason = why;
            hurried = false;
            sentence = sentence();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.waiting(sentence);
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = failures == 0 ? 0 : backoff.after(failures).toNanos();
            while (!closed && !hurried && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the connection was lost; false when it is time for a look at it. */
    private boolean awaitLoss(C connection) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = checkInterval.toNanos();
            while (current == connection && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return current != connection || closed;
        } finally {
            lock.unlock();
        }
    }

    private void check(C connection) throws InterruptedException {
        try {
            connector.check(connection);
        } catch (IOException | RuntimeException e) {
            lost(connection, text(e));
        }
    }

    private boolean take(C connection) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            current = connection;
            since = System.nanoTime();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private C current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The connection.
     *
     * @throws InstrumentAwayError when there is none, saying why
     */
    public C get() {
        lock.lock();
        try {
            if (current == null) {
                throw away();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The connection, waited for; blocks.
     *
     * @throws InstrumentAwayError when there is none in time, saying why
     */
    public C await(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (current == null && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the first attempt has ended, however; blocks.
     *
     * @return whether there is a connection
     */
    public boolean awaitFirst(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (current == null && failures == 0 && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return current != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a connection. */
    public boolean isConnected() {
        return current() != null;
    }

    /**
     * Gives up a connection that turned out not to work; it is closed, and another one is made.
     * Does nothing when it was given up before.
     *
     * @param why how the sentence goes on after "The stage at ..."
     * @return the error to throw
     */
    public InstrumentAwayError lost(C connection, String why) {
        InstrumentAwayError error;
        lock.lock();
        try {
            if (current != connection) {
                return away();
            }
            current = null;
            reason = why;
            hurried = false;
            // one that dies at once, again and again, shall not keep both sides busy
            failures = System.nanoTime() - since > STABLE.toNanos() ? 0 : failures + 1;
            error = away();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        quietly(connection);
        listener.waiting(error.getMessage());
        return error;
    }

    /** Makes the next attempt now. */
    public void hurry() {
        lock.lock();
        try {
            hurried = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the loop and the connection. */
    @Override
    public void close() {
        C connection;
        lock.lock();
        try {
            connection = current;
            current = null;
            closed = true;
            reason = "was closed together with its Thing";
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (connection != null) {
            quietly(connection);
        }
    }

    private InstrumentAwayError away() {
        Duration next = failures == 0 ? backoff.first() : backoff.after(failures);
        return new InstrumentAwayError(sentence(), closed ? null : next);
    }

    private String sentence() {
        if (closed) {
            return instrument + " " + reason + ".";
        }
        String next =
                failures == 0
                        ? "It is being connected."
                        : "Next attempt after " + seconds(backoff.after(failures)) + " s.";
        return instrument + " " + reason + (reason.endsWith("?") ? " " : ". ") + next;
    }

    private static String seconds(Duration time) {
        double s = time.toMillis() / 1000.0;
        return s == Math.rint(s) ? String.valueOf((long) s) : String.valueOf(s);
    }

    private static String text(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private void quietly(C connection) {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            // it is given up because it does not work; that it cannot even be closed adds nothing
        }
    }
}
