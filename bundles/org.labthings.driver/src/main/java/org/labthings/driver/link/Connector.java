package org.labthings.driver.link;

import java.io.Closeable;
import java.io.IOException;

/**
 * Makes, and checks, connections to one instrument; implemented by a driver. All methods are called
 * on the link's thread, which is interrupted when the Thing closes.
 *
 * @param <C> a connection
 */
public interface Connector<C extends Closeable> {
    /**
     * Makes a connection, and makes sure that the right instrument is at its other end. May block,
     * with a deadline of its own.
     *
     * @throws IOException when that did not work; its message is a sentence for people that names
     *     address, reason and next step
     */
    C connect() throws IOException, InterruptedException;

    /**
     * Looks whether an idle connection still works. May block, with a deadline of its own.
     *
     * @throws IOException when it does not: the link connects anew
     */
    default void check(C connection) throws IOException, InterruptedException {}
}
