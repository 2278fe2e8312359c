package org.labthings.hardware;

import org.labthings.api.Invocation;

/**
 * Runs a part of an action, such as a move, whose own progress says nothing of the progress of the
 * whole: whoever watches a calibration would see each of its moves from nought to the end.
 */
public final class Unreported {
    private Unreported() {}

    /**
     * A part of an action.
     *
     * @param <T> what it comes to
     * @param <E> what it throws besides unchecked exceptions
     */
    @FunctionalInterface
    public interface Part<T, E extends Exception> {
        /**
         * Runs; may block.
         *
         * @return what it comes to
         * @throws E as it likes; it is passed on
         */
        T call() throws E;
    }

    /**
     * Runs a part on this thread, in an invocation like the present one whose progress nobody sees.
     * Cancelling, locks and log are those of the present one.
     *
     * @param <T> what it comes to
     * @param <E> what it throws besides unchecked exceptions
     * @param part runs at once; outside an invocation as if it were called
     * @return what it comes to
     * @throws E what the part throws
     */
    public static <T, E extends Exception> T call(Part<T, E> part) throws E {
        Invocation outer = Invocation.current().orElse(null);
        if (outer == null) {
            return part.call();
        }
        try {
            return Invocation.callIn(new Silent(outer), part::call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            @SuppressWarnings("unchecked") // a part throws nothing else
            E declared = (E) e;
            throw declared;
        }
    }

    private static final class Silent extends PartOfInvocation {
        Silent(Invocation whole) {
            super(whole);
        }

        @Override
        public void reportProgress(double fraction, String text) {
            // the part's
        }
    }
}
