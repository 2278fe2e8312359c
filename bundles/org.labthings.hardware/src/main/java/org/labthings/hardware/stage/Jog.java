package org.labthings.hardware.stage;

import java.util.Optional;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.ThingContext;
import org.slf4j.Logger;

/**
 * A jog, from its first command until the stage rests: on a thread of its own, which holds the
 * server's global lock and the stage. A new command replaces the move that is under way.
 */
final class Jog implements Runnable {
    private static final double LOOK = 0.1;

    private final Mover mover;
    private final JogQueue queue;
    private final ThingContext context;
    private final Logger log;
    private boolean ended;

    Jog(Mover mover, JogQueue queue, ThingContext context) {
        this.mover = mover;
        this.queue = queue;
        this.context = context;
        this.log = context.logger();
    }

    @Override
    public void run() {
        try {
            if (context.globalLockEnabled()) {
                try (ThingContext.LockHold hold = context.holdGlobalLock()) {
                    followAlone();
                }
            } else {
                followAlone();
            }
        } catch (GlobalLockBusyError e) {
            log.warn(
                    "A jog command was lost: an action holds the server's global lock. Jog again"
                            + " when it is over.");
        } catch (InterruptedException e) {
            log.debug("The stage closes, the jog ends");
        } catch (RuntimeException e) {
            log.warn("A jog ended: {}", e.getMessage());
        } finally {
            end();
        }
    }

    private void followAlone() throws InterruptedException {
        try {
            mover.alone(this::follow);
        } finally {
            end(); // before the lock is free: whoever sees that may jog again
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            queue.abandon();
        }
    }

    private void follow() throws InterruptedException {
        try {
            double wait = 0;
            while (!ended) {
                Optional<JogQueue.Command> next = queue.take(wait);
                if (next.isPresent()) {
                    wait = obey(next.get());
                } else if (mover.look()) {
                    wait = LOOK;
                } else {
                    ended = queue.end();
                }
            }
        } finally {
            mover.rest(); // also where the thread was interrupted, or the hardware failed
        }
    }

    private double obey(JogQueue.Command command) throws InterruptedException {
        if (command.stops()) {
            mover.halt();
            return LOOK;
        }
        return mover.begin(command.steps());
    }
}
