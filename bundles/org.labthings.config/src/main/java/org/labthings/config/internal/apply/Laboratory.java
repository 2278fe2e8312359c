package org.labthings.config.internal.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.config.internal.component.ThingConfiguration;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.document.DocumentReader;
import org.labthings.config.internal.document.ServerDocument;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;
import org.slf4j.Logger;

/**
 * The configured laboratory: the last good configuration, and the ConfigAdmin configurations that
 * were made of it. All or nothing: what cannot be used changes nothing. Not for several threads at
 * a time.
 */
public final class Laboratory {
    private final ConfigurationSource source;
    private final ThingResolver resolver;
    private final ConfigurationWriter writer;
    private final ServerProperties server;
    private final Logger log;
    private final OrderBook orders = new OrderBook();
    private ServerDocument document;

    /** A laboratory that is not configured yet. */
    public Laboratory(
            ConfigurationSource source,
            ThingResolver resolver,
            ConfigurationWriter writer,
            ServerProperties server,
            Logger log) {
        this.source = source;
        this.resolver = resolver;
        this.writer = writer;
        this.server = server;
        this.log = log;
    }

    /**
     * Reads the source and applies it when it is good.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Findings load() throws IOException {
        Findings findings = new Findings();
        Optional<LocatedJson> json = source.read(findings);
        if (json.isEmpty()) {
            return findings;
        }
        ServerDocument read = new DocumentReader(findings).read(json.get());
        List<ThingConfiguration> things = new ArrayList<>();
        Map<String, Integer> positions =
                orders.assign(read.things().stream().map(ThingEntry::name).toList());
        for (ThingEntry thing : read.things()) {
            if (!thing.className().isEmpty()) {
                things.add(
                        keepIfGone(resolver.resolve(thing, positions.get(thing.name()), findings)));
            }
        }
        findings.warnings().forEach(w -> log.warn("Configuration: {}", w));
        if (findings.isGood()) {
            apply(read, things);
            orders.keep(positions);
        }
        return findings;
    }

    /** A Thing whose driver was removed keeps its configuration, and starts when it comes back. */
    private ThingConfiguration keepIfGone(ThingConfiguration thing) {
        ThingConfiguration before = writer.written(thing.name());
        boolean gone =
                thing.isPending()
                        && before != null
                        && !before.isPending()
                        && before.sameEntry(thing);
        return gone ? before : thing;
    }

    private void apply(ServerDocument read, List<ThingConfiguration> things) throws IOException {
        boolean first = document == null;
        document = read;
        ConfigurationWriter.Changes changes = writer.write(things);
        // last: whoever needs the server's configuration knows all Things from its first moment
        writer.write(ServerProperties.HTTP_PID, server.http());
        boolean restarted = writer.write(ServerProperties.SERVER_PID, server.of(read));
        if (!first) {
            log.info(
                    "Configuration changed: {}{}",
                    changes.isEmpty() && !restarted ? "nothing that matters" : tell(changes),
                    restarted ? " server settings" : "");
        }
    }

    private static String tell(ConfigurationWriter.Changes changes) {
        StringBuilder text = new StringBuilder();
        if (!changes.added().isEmpty()) {
            text.append(" new ").append(changes.added());
        }
        if (!changes.changed().isEmpty()) {
            text.append(" changed ").append(changes.changed());
        }
        if (!changes.removed().isEmpty()) {
            text.append(" removed ").append(changes.removed());
        }
        return text.toString().strip();
    }

    /**
     * Looks for the components of all Things again: drivers came or were replaced.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    public void componentsChanged() throws IOException {
        if (document == null) {
            return;
        }
        Map<String, Integer> positions = orders.assign(things());
        List<ThingConfiguration> things = new ArrayList<>();
        for (ThingEntry thing : document.things()) {
            Findings findings = new Findings();
            int order = positions.get(thing.name());
            ThingConfiguration found = keepIfGone(resolver.resolve(thing, order, findings));
            if (!findings.isGood()) {
                found = resolver.pending(thing, order, String.join("; ", findings.errors()));
                report(found);
            }
            things.add(found);
        }
        ConfigurationWriter.Changes changes = writer.write(things);
        if (!changes.isEmpty()) {
            log.debug("Drivers changed the configurations of {}", changes.changed());
        }
    }

    private void report(ThingConfiguration pending) {
        ThingConfiguration before = writer.written(pending.name());
        Object reason = pending.properties().get(ThingConfiguration.REASON);
        if (before == null || !reason.equals(before.properties().get(ThingConfiguration.REASON))) {
            log.error("{} waits: {}", pending.name(), reason);
        }
    }

    /** The files that the configuration was read from. */
    public List<Path> files() {
        return source.files();
    }

    private List<String> things() {
        return document.things().stream().map(ThingEntry::name).toList();
    }
}
