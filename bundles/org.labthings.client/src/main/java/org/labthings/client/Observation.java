package org.labthings.client;

/** Something that is observed until this is closed. From any thread. */
public interface Observation extends AutoCloseable {
    /**
     * Whether it is connected now; after a broken connection it is connected again by itself.
     *
     * @return whether values come
     */
    boolean isConnected();

    /** Ends it; nothing is told afterwards, but for what is being told right now. */
    @Override
    void close();
}
