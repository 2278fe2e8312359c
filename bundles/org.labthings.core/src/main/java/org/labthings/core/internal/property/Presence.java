package org.labthings.core.internal.property;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.labthings.core.ThingAwayException;

/**
 * Whether a Thing is there for requests, and which requests run its driver's code. Those that were
 * on their way when it left are told so, instead of whatever its driver makes of being used while
 * it is closed. From any thread.
 */
public final class Presence {
    private final String thing;
    private final List<Thread> inside = new ArrayList<>(); // guarded by this
    private volatile boolean away;

    /** Of a Thing that is there. */
    public Presence(String thing) {
        this.thing = thing;
    }

    /** Driver code that a request runs. */
    @FunctionalInterface
    public interface Call<R, X extends Exception> {
        /** Runs it. */
        R run() throws X;
    }

    /** It is being closed, or opened again. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /**
     * Runs driver code for a request.
     *
     * @throws ThingAwayException when the Thing has left, before or meanwhile
     * @throws X whatever the driver throws while its Thing is there
     */
    public <R, X extends Exception> R call(Call<R, X> driver) throws X {
        enter();
        try {
            return driver.run();
        } catch (Exception | Error e) {
            if (away) {
                throw new ThingAwayException(thing, e);
            }
            throw e;
        } finally {
            leave();
        }
    }

    /**
     * Lets a request pass that runs no driver code.
     *
     * @throws ThingAwayException when the Thing has left
     */
    public void check() {
        if (away) {
            throw new ThingAwayException(thing, null);
        }
    }

    private synchronized void enter() {
        check();
        inside.add(Thread.currentThread());
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        if (away) {
            Thread.interrupted(); // was meant for the driver
            notifyAll();
        }
    }

    /**
     * Once it is away: waits for the requests that run driver code, interrupts them after the
     * grace, and waits as long again.
     *
     * @return names of the threads that ignore it
     */
    public synchronized List<String> awaitEmpty(Duration grace) throws InterruptedException {
        await(grace);
        inside.forEach(Thread::interrupt);
        await(grace);
        return inside.stream().map(Thread::getName).toList();
    }

    private synchronized void await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!inside.isEmpty() && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
    }
}
