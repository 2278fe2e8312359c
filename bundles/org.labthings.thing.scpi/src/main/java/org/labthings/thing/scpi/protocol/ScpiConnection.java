package org.labthings.thing.scpi.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.labthings.api.InvocationError;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Connector;
import org.labthings.driver.link.Deadline;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.driver.link.Link;
import org.slf4j.Logger;

/**
 * The one connection to an instrument that all threads of a Thing share, one exchange after the
 * other. {@link #run} keeps it up. Everything else may be called from any thread and blocks for the
 * time-out at most, unless a longer one is given; its errors are sentences for people.
 */
public final class ScpiConnection implements Runnable, Closeable {
    private final ScpiOptions options;
    private final Logger log;
    private final Link<ScpiSession> link;
    private final ReentrantLock line = new ReentrantLock(true);
    private volatile String busyWith;
    private volatile long busySince;

    /**
     * What an instrument says it is.
     *
     * @param text maker, model, serial number, firmware
     */
    public record Identity(String text) {}

    /** What is done while nobody else talks to the instrument. */
    private interface Exchange<R> {
        R with(ScpiSession session) throws IOException, InterruptedException;
    }

    /** Not connected before {@link #run}. */
    public ScpiConnection(
            ScpiOptions options, Backoff backoff, Logger log, Link.Listener<Identity> listener) {
        this.options = options;
        this.log = log;
        this.link =
                new Link<>(
                        name(),
                        new SessionConnector(),
                        backoff,
                        new Link.Listener<>() {
                            @Override
                            public void connected(ScpiSession session) {
                                listener.connected(new Identity(session.identity()));
                            }

                            @Override
                            public void waiting(String sentence) {
                                listener.waiting(sentence);
                            }
                        });
    }

    private String name() {
        return "The instrument at " + options.address();
    }

    private final class SessionConnector implements Connector<ScpiSession> {
        @Override
        public ScpiSession connect() throws IOException, InterruptedException {
            ScpiSocket socket =
                    ScpiSocket.connect(options.host(), options.port(), options.timeout());
            try {
                ScpiSession session = new ScpiSession(socket, options);
                List<String> old = session.begin();
                if (!old.isEmpty()) {
                    log.info("Its error queue had before: {}", String.join("; ", old));
                }
                return session;
            } catch (ScpiRefusal e) {
                socket.close();
                throw new IOException("refuses 'on_connect': " + e.getMessage(), e);
            } catch (IOException | InterruptedException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }

        @Override
        public void check(ScpiSession session) throws IOException, InterruptedException {
            if (line.tryLock()) { // who talks to it will find out
                try {
                    session.resync();
                } finally {
                    line.unlock();
                }
            }
        }
    }

    @Override
    public void run() {
        link.run();
    }

    /** Ends {@link #run}, and the connection. */
    @Override
    public void close() {
        link.close();
    }

    /** Waits until it is connected; says why not, otherwise. */
    public void await(Duration limit) throws InterruptedException {
        link.await(limit);
    }

    /** Waits until the first attempt to connect has ended, however; at most for this time. */
    public void awaitFirst(Duration limit) throws InterruptedException {
        link.awaitFirst(limit);
    }

    /** Asks; the answer is one line of text. */
    public String ask(String query) throws InterruptedException {
        return ask(query, usual());
    }

    /** Asks, with a time of its own for the answer. */
    public String ask(String query, Deadline end) throws InterruptedException {
        return exchange(query, end, s -> s.ask(query, end));
    }

    /**
     * Asks, and reads the answer as something.
     *
     * @param meaning throws an IllegalArgumentException that says what it is not
     */
    public <R> R ask(String query, Function<String, R> meaning) throws InterruptedException {
        return ask(query, usual(), meaning);
    }

    /** As above, with a time of its own for the answer. */
    public <R> R ask(String query, Deadline end, Function<String, R> meaning)
            throws InterruptedException {
        return exchange(query, end, s -> read(s.ask(query, end), meaning));
    }

    private static <R> R read(String answer, Function<String, R> meaning) throws ScpiException {
        try {
            return meaning.apply(answer);
        } catch (IllegalArgumentException e) {
            throw ScpiException.recoverable("answers '" + answer + "', which is " + e.getMessage());
        }
    }

    /** Asks for a block of data. */
    public byte[] askBlock(String query, Deadline end) throws InterruptedException {
        return exchange(query, end, s -> s.askBlock(query, end));
    }

    /** Commands, and looks whether the instrument took it. */
    public void tell(String command) throws InterruptedException {
        tell(command, usual());
    }

    /** Commands, with a time of its own until the instrument must have taken it. */
    public void tell(String command, Deadline end) throws InterruptedException {
        exchange(
                command,
                end,
                s -> {
                    s.tell(command, end);
                    return null;
                });
    }

    /** Commands without looking; what is left over of a cancelled exchange is not waited for. */
    public void send(String command) throws InterruptedException {
        hold(
                command,
                usual(),
                session -> {
                    session.send(command, usual());
                    return null;
                });
    }

    /** Reads, and so empties, the error queue. */
    public List<String> errors() throws InterruptedException {
        if (options.errorQuery().isEmpty()) {
            return List.of();
        }
        Deadline end = usual();
        return exchange(options.errorQuery(), end, s -> s.errors(end));
    }

    private Deadline usual() {
        return Deadline.in(options.timeout());
    }

    private <R> R exchange(String what, Deadline end, Exchange<R> exchange)
            throws InterruptedException {
        ScpiText.checkMessage(what);
        return hold(
                what,
                end,
                session -> {
                    if (session.isStale()) {
                        session.resync();
                    }
                    return exchange.with(session);
                });
    }

    private <R> R hold(String what, Deadline end, Exchange<R> exchange)
            throws InterruptedException {
        if (!line.tryLock(Math.max(0, end.nanosLeft()), TimeUnit.NANOSECONDS)) {
            throw new InstrumentAwayError(
                    String.format(
                            "%s is busy with '%s' for %.1f s. Wait until that has ended, or"
                                    + " cancel it.",
                            name(), busyWith, (System.nanoTime() - busySince) / 1e9));
        }
        ScpiSession session = null;
        try {
            busyWith = what;
            busySince = System.nanoTime();
            session = link.get();
            return exchange.with(session);
        } catch (ScpiRefusal e) {
            throw new InvocationError(
                    name() + " refuses '" + what + "': " + e.getMessage() + ". Check the value.");
        } catch (ScpiException e) {
            throw explained(session, what, e);
        } catch (IOException e) {
            throw link.lost(session, "has lost the connection at '" + what + "' (" + e + ")");
        } finally {
            line.unlock();
        }
    }

    /** Whether both sides can go on, and what the instrument itself says about it. */
    private InvocationError explained(ScpiSession session, String what, ScpiException failure)
            throws InterruptedException {
        String said = failure.getMessage() + " (to '" + what + "')";
        if (!failure.isRecoverable()) {
            return link.lost(session, said);
        }
        try {
            session.resync();
            List<String> errors = session.errors(usual());
            return new InvocationError(
                    name()
                            + " "
                            + said
                            + (errors.isEmpty()
                                    ? ". Check the command."
                                    : ". Its error queue says: " + String.join("; ", errors)));
        } catch (IOException e) {
            return link.lost(session, said + ", and nothing else since");
        }
    }
}
