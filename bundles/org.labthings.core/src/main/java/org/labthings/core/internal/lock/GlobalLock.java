package org.labthings.core.internal.lock;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.ThingContext;
import org.labthings.core.ThingServer.LockHolder;

/**
 * The server's global lock: one, re-entrant, owned by a thread. Disabled, every scope is free.
 * {@code try (Hold h = lock.hold("heater.ramp")) { ... }}
 */
public final class GlobalLock {
    private static final Hold FREE = () -> {};

    private final ReentrantLock lock = new ReentrantLock();
    private final boolean enabled;
    private volatile LockHolder holder;

    /** A lock, or, disabled, something that never holds anybody up. */
    public GlobalLock(boolean enabled) {
        this.enabled = enabled;
    }

    /** A scope; closed on the thread that opened it. */
    public interface Hold extends ThingContext.LockHold {}

    /** Whether the server uses it. */
    public boolean enabled() {
        return enabled;
    }

    /** Who holds it now. */
    public Optional<LockHolder> holder() {
        return Optional.ofNullable(holder);
    }

    /**
     * Takes it for a scope; waits at most 50 ms.
     *
     * @param who for people who ask who holds it
     * @throws GlobalLockBusyError when another thread holds it
     */
    public Hold hold(String who) {
        if (!enabled) {
            return FREE;
        }
        try {
            long limit = ThingContext.GLOBAL_LOCK_TIMEOUT.toMillis();
            if (!lock.tryLock(limit, TimeUnit.MILLISECONDS)) {
                throw new GlobalLockBusyError();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GlobalLockBusyError();
        }
        if (lock.getHoldCount() == 1) {
            holder = new LockHolder(who, Instant.now());
        }
        return this::release;
    }

    private void release() {
        if (lock.getHoldCount() == 1) {
            holder = null;
        }
        lock.unlock();
    }
}
