package org.labthings.launcher.internal.framework;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * How a framework rises, one start level after the other. If it were stopped while it rises, it
 * would go on to start bundles that need others which are stopped already; so a stop lets the
 * present level come to its end, and no further one begin. From any thread.
 */
final class Rise {
    private final Framework framework;
    private int target; // guarded by this, as all of them
    private boolean rising;
    private boolean stopping;

    Rise(Framework framework) {
        this.framework = framework;
    }

    /** Starts the framework itself, at its lowest level; not when it was stopped before. */
    void begin() throws BundleException {
        synchronized (this) {
            if (stopping) {
                return;
            }
            rising = true;
        }
        try {
            framework.start();
        } finally {
            risen();
        }
    }

    /** Rises to this level; returns at once. */
    synchronized void to(int level) {
        target = Math.max(target, level);
        step();
    }

    /** Waits until it has risen to this level; returns false when it is stopped instead. */
    synchronized boolean await(int level) throws InterruptedException {
        while (rising && level() < level) {
            wait();
        }
        return !stopping;
    }

    private int level() {
        return framework.adapt(FrameworkStartLevel.class).getStartLevel();
    }

    private void step() {
        int next = level() + 1;
        notifyAll();
        if (stopping || rising || next > target) {
            return;
        }
        rising = true;
        try {
            framework.adapt(FrameworkStartLevel.class).setStartLevel(next, this::changed);
        } catch (IllegalStateException e) { // somebody else has stopped it
            rising = false;
            stopping = true;
            notifyAll();
        }
    }

    private void changed(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            risen();
        }
    }

    private synchronized void risen() {
        rising = false;
        step();
    }

    /** Begins no further level; blocks while one is under way, but no longer than this. */
    synchronized void stop(Duration limit) throws InterruptedException {
        stopping = true;
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); rising && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        rising = false;
        notifyAll();
    }
}
