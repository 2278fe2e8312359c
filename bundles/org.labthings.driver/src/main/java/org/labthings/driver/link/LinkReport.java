package org.labthings.driver.link;

import java.util.function.Function;
import org.labthings.api.DataProperty;
import org.labthings.api.ThingContext;

/**
 * Tells people about a connection: the platform, so that the Thing is {@code WAITING} for its
 * instrument with the reason, and clients through two properties of the Thing, which also say when
 * the next attempt is.
 *
 * @param <C> a connection
 */
public final class LinkReport<C> implements Link.Listener<C> {
    private static final String ATTEMPT = " (Next attempt after .*|It is being connected\\.)$";

    private final ThingContext context;
    private final DataProperty<Boolean> connected;
    private final DataProperty<String> connection;
    private final Function<C, String> description;

    /**
     * A report.
     *
     * @param connected whether there is a connection
     * @param connection what it does, in a sentence; while it waits: why, and for how long
     * @param description the sentence while it is connected
     */
    public LinkReport(
            ThingContext context,
            DataProperty<Boolean> connected,
            DataProperty<String> connection,
            Function<C, String> description) {
        this.context = context;
        this.connected = connected;
        this.connection = connection;
        this.description = description;
    }

    /**
     * Before the first attempt, which may take longer than {@code open} waits for it.
     *
     * @param instrument how sentences begin: what it is and where
     */
    public void looking(String instrument) {
        context.instrumentAway(instrument + " is being looked for.");
    }

    @Override
    public synchronized void connected(C made) {
        String sentence = description.apply(made);
        context.logger().info("{}", sentence);
        connection.set(sentence);
        connected.set(true);
        context.instrumentBack();
    }

    @Override
    public synchronized void waiting(String sentence) {
        context.instrumentAway(sentence.replaceFirst(ATTEMPT, "")); // the platform logs it
        connected.set(false);
        connection.set(sentence);
    }
}
