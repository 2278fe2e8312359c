package org.labthings.hardware.stage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest jog command that nobody has taken yet, and whether a jog is under way. */
final class JogQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private Command waiting;
    private boolean jogging;

    /**
     * A command.
     *
     * @param steps axis to steps; without any: stop
     */
    record Command(Map<String, Integer> steps) {
        static final Command STOP = new Command(Map.of());

        boolean stops() {
            return steps.values().stream().allMatch(s -> s == 0);
        }
    }

    /**
     * Replaces the waiting command. A stop while nobody jogs is done already.
     *
     * @return whether the caller must start a jog that takes it
     */
    boolean offer(Command command) {
        lock.lock();
        try {
            if (!jogging && command.stops()) {
                return false;
            }
            waiting = command;
            arrived.signalAll();
            boolean start = !jogging;
            jogging = true;
            return start;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a command; takes it. */
    Optional<Command> take(double seconds) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.round(seconds * 1e9);
            while (waiting == null && left > 0) {
                left = arrived.awaitNanos(left);
            }
            Optional<Command> taken = Optional.ofNullable(waiting);
            waiting = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the jog, unless a command has come meanwhile.
     *
     * @return whether it ended
     */
    boolean end() {
        lock.lock();
        try {
            if (waiting != null) {
                return false;
            }
            jogging = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the jog whatever waits: its command is lost. */
    void abandon() {
        lock.lock();
        try {
            waiting = null;
            jogging = false;
        } finally {
            lock.unlock();
        }
    }
}
