package org.labthings.thing.scpi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.LinkReport;
import org.labthings.thing.scpi.protocol.ScpiConnection;
import org.labthings.thing.scpi.protocol.ScpiOptions;

/**
 * What all SCPI Things have in common: a connection that comes and goes while the Thing is open,
 * and says why; the Thing is WAITING meanwhile.
 */
abstract class ScpiThing implements Thing {
    private static final Duration FIRST_LOOK = Duration.ofMillis(2500);

    /** Whether the instrument is connected. */
    public final DataProperty<Boolean> connected =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /** What the connection does. While it waits: why, and for how long. */
    public final DataProperty<String> connection =
            DataProperty.of("Not opened yet.").readOnly().withoutGlobalLock();

    /** What the instrument says it is: maker, model, serial number, firmware. */
    public final DataProperty<String> identification =
            DataProperty.of("").readOnly().withoutGlobalLock();

    private final ScpiOptions options;
    private final Backoff backoff;
    private volatile ScpiConnection line;

    ScpiThing(ScpiOptions options, Backoff backoff) {
        this.options = options;
        this.backoff = backoff;
    }

    /** Begins to look for the instrument, and waits a moment for it. */
    @Override
    public void open(ThingContext context) throws Exception {
        LinkReport<ScpiConnection.Identity> report =
                new LinkReport<>(context, connected, connection, this::describe);
        ScpiConnection opened = new ScpiConnection(options, backoff, context.logger(), report);
        line = opened;
        report.looking("The instrument at " + options.address());
        context.startThread(context.name() + "-connection", opened);
        opened.awaitFirst(FIRST_LOOK);
    }

    private String describe(ScpiConnection.Identity identity) {
        identification.set(identity.text());
        return "Connected to " + identity.text() + " at " + options.address() + ".";
    }

    @Override
    public void close() throws Exception {
        ScpiConnection open = line;
        if (open != null) {
            open.close();
            connected.set(false);
        }
    }

    /** The line to the instrument, once the Thing was opened. */
    ScpiConnection line() {
        return line;
    }

    /** Reads the instrument's error queue, which empties it. The oldest entry is first. */
    @Action(globalLock = false)
    public List<String> readErrors() throws InterruptedException {
        return line.errors();
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("identification", identification.get());
    }
}
