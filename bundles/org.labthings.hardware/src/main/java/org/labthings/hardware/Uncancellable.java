package org.labthings.hardware;

import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;

/**
 * Runs what must go to its end although the action around it was cancelled: a move that makes good
 * what went before. The request to cancel stays, and takes effect afterwards.
 */
public final class Uncancellable {
    private Uncancellable() {}

    /** Something that moves hardware, and may be interrupted. */
    @FunctionalInterface
    public interface Task {
        /**
         * Runs; may block.
         *
         * @throws InterruptedException when the thread is interrupted
         */
        void run() throws InterruptedException;
    }

    /**
     * Runs a task on this thread, in an invocation like the present one that nobody can cancel.
     * Locks, log and progress are those of the present one.
     *
     * @param task called once, before this returns
     * @throws InterruptedException when the thread is interrupted: that is not held back
     */
    public static void run(Task task) throws InterruptedException {
        Invocation outer = Invocation.current().orElse(null);
        if (outer == null) {
            task.run();
            return;
        }
        try {
            Invocation.callIn(
                    new Shielded(outer),
                    () -> {
                        task.run();
                        return null;
                    });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // a task throws nothing else
        }
    }

    /** Runs a task plainly, or, if so asked, as {@link #run} does. */
    static void runIf(boolean uncancellable, Task task) throws InterruptedException {
        if (uncancellable) {
            run(task);
        } else {
            task.run();
        }
    }

    private static final class Shielded extends PartOfInvocation {
        private final CancelEvent never = new CancelEvent();

        Shielded(Invocation whole) {
            super(whole);
        }

        @Override
        public CancelEvent cancelEvent() {
            return never;
        }
    }
}
