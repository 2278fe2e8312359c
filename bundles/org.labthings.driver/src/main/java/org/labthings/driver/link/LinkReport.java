package org.labthings.driver.link;

import java.util.function.Function;
import org.labthings.api.DataProperty;
import org.slf4j.Logger;

/**
 * Tells clients about a connection, through two properties of the Thing, and the log about every
 * change, but not about every attempt.
 *
 * @param <C> a connection
 */
public final class LinkReport<C> implements Link.Listener<C> {
    private final Logger log;
    private final DataProperty<Boolean> connected;
    private final DataProperty<String> connection;
    private final Function<C, String> description;
    private String last = "";

    /**
     * A report.
     *
     * @param connected whether there is a connection
     * @param connection what it does, in a sentence; while it waits: why, and for how long
     * @param description the sentence while it is connected
     */
    public LinkReport(
            Logger log,
            DataProperty<Boolean> connected,
            DataProperty<String> connection,
            Function<C, String> description) {
        this.log = log;
        this.connected = connected;
        this.connection = connection;
        this.description = description;
    }

    @Override
    public synchronized void connected(C made) {
        String sentence = description.apply(made);
        log.info("{}", sentence);
        connection.set(sentence);
        connected.set(true);
        last = "";
    }

    @Override
    public synchronized void waiting(String sentence) {
        connected.set(false);
        connection.set(sentence);
        String reason = sentence.replaceFirst(" Next attempt after .*", "");
        if (!reason.equals(last)) {
            log.warn("{}", sentence);
        }
        last = reason;
    }
}
