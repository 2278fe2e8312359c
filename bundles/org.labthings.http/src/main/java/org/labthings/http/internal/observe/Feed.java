package org.labthings.http.internal.observe;

/** A numbered sequence of JSON values that event streams can follow, such as the log. */
@FunctionalInterface
public interface Feed {
    /**
     * Hands over what is kept after a position, then what comes, in order. Called on a thread of
     * the pool.
     *
     * @param after the last position that the client knows; 0 for none
     * @return ends it
     */
    Ending follow(long after, Sink sink);

    /** Takes values; never blocks. */
    @FunctionalInterface
    interface Sink {
        /**
         * The next value.
         *
         * @param position from 1
         * @param json must not be changed
         */
        void next(long position, byte[] json);
    }

    /** Ends the following; may be called more than once. */
    @FunctionalInterface
    interface Ending {
        /** No more values are wanted. */
        void end();
    }
}
