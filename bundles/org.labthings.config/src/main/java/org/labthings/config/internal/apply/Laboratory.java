package org.labthings.config.internal.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.config.internal.component.BundleSection;
import org.labthings.config.internal.component.ExtensionSections;
import org.labthings.config.internal.component.ThingConfiguration;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.document.DocumentReader;
import org.labthings.config.internal.document.ServerDocument;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.edit.Edits;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;
import org.labthings.config.internal.json.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured laboratory: the last good configuration, and the ConfigAdmin configurations that
 * were made of it. All or nothing: what cannot be used changes nothing. Not for several threads at
 * a time.
 */
public final class Laboratory {
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");

    private final ConfigurationSource source;
    private final ThingResolver resolver;
    private final ConfigurationWriter writer;
    private final BundleSection http;
    private final BundleSection security;
    private final ExtensionSections extensions;
    private final ServerProperties server;
    private final Logger log;
    private final OrderBook orders = new OrderBook();
    private LocatedJson file;
    private ServerDocument document;
    private Edits edits = Edits.NONE;
    private List<String> superseded = List.of();
    private Place place;
    private List<String> refused = List.of();

    /** A laboratory that is not configured yet. */
    public Laboratory(
            ConfigurationSource source,
            ThingResolver resolver,
            ConfigurationWriter writer,
            BundleSection http,
            BundleSection security,
            ExtensionSections extensions,
            ServerProperties server,
            Logger log) {
        this.source = source;
        this.resolver = resolver;
        this.writer = writer;
        this.http = http;
        this.security = security;
        this.extensions = extensions;
        this.server = server;
        this.log = log;
    }

    /**
     * Reads the source and applies it when it is good. Edits that were not saved are laid over it;
     * of a Thing whose entry in the file has changed since they are given up.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Findings load() throws IOException {
        Findings findings = new Findings();
        Optional<LocatedJson> json = source.read(findings);
        if (json.isEmpty()) {
            return findings;
        }
        Edits.Rebased rebased = edits.onto(json.get().root());
        ServerDocument read = new DocumentReader(findings).read(rebased.edits().over(json.get()));
        Map<String, Integer> positions = positions(read);
        List<ThingConfiguration> things = new ArrayList<>();
        for (ThingEntry thing : read.things()) {
            if (!thing.className().isEmpty()) {
                int order = positions.get(thing.name());
                boolean edited = rebased.edits().names().contains(thing.name());
                things.add(
                        edited // the file cannot help it
                                ? resolveOrWait(thing, order)
                                : keepIfGone(resolver.resolve(thing, order, findings)));
            }
        }
        Map<String, Object> section =
                http.properties(read.http(), json.get().place().member("http"), findings);
        Map<String, Object> policy =
                security.properties(
                        read.security(), json.get().place().member("security"), findings);
        ExtensionSections.Resolved sections =
                extensions.resolve(read.others(), json.get().place(), findings);
        findings.warnings().forEach(w -> log.warn("Configuration: {}", w));
        if (findings.isGood()) {
            apply(read, things, section, policy, sections);
            place = json.get().place();
            orders.keep(positions);
            file = json.get();
            edits = rebased.edits();
            superseded = rebased.superseded();
            tellSuperseded();
        }
        return findings;
    }

    private void tellSuperseded() {
        if (!superseded.isEmpty()) {
            log.warn(
                    "Configuration: {} changed in the file; what was changed of it while the server"
                            + " ran and not saved is given up",
                    superseded);
        }
    }

    private Map<String, Integer> positions(ServerDocument read) {
        return orders.assign(read.things().stream().map(ThingEntry::name).toList());
    }

    /**
     * Changes one Thing of the running set; the file stays as it is.
     *
     * @param entry as it would stand in the file; null removes it
     * @param known whether it is an error when no installed bundle provides its class
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Findings edit(String name, JsonNode entry, boolean known) throws IOException {
        Findings findings = new Findings();
        Edits next = edits.with(name, entry, file.root());
        LocatedJson edited = next.over(file);
        ServerDocument read = new DocumentReader(findings).read(edited);
        Map<String, Integer> positions = positions(read);
        List<ThingConfiguration> things = new ArrayList<>();
        for (ThingEntry thing : read.things()) {
            int order = positions.get(thing.name());
            if (!thing.name().equals(name)) {
                things.add(resolveOrWait(thing, order));
            } else if (findings.isGood()) {
                ThingConfiguration found = resolver.resolve(thing, order, findings);
                if (known && found.isPending()) {
                    findings.error(
                            thing.place(), "No installed bundle provides " + thing.className());
                }
                things.add(keepIfGone(found));
            }
        }
        if (findings.isGood()) {
            document = read;
            log.info("Configuration changed while running: {}", tell(writer.write(things)));
            orders.keep(positions);
            edits = next;
        }
        return findings;
    }

    /**
     * Forgets what was edited and reads the source again; when that cannot be used, nothing is
     * forgotten.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Findings discard() throws IOException {
        Edits before = edits;
        edits = Edits.NONE;
        Findings findings = load();
        if (!findings.isGood()) {
            edits = before;
        }
        return findings;
    }

    /** What was edited and is not in the file. */
    public Edits edits() {
        return edits;
    }

    /** Things whose edits the last load gave up. */
    public List<String> superseded() {
        return superseded;
    }

    /** The last good configuration, edits included; null when there never was one. */
    public ServerDocument document() {
        return document;
    }

    /** What stands in the file for a Thing, all members included; null for nothing. */
    public JsonNode entryInFile(String name) {
        return Edits.entryOf(file.root(), name);
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

    private void apply(
            ServerDocument read,
            List<ThingConfiguration> things,
            Map<String, Object> section,
            Map<String, Object> policy,
            ExtensionSections.Resolved sections)
            throws IOException {
        boolean first = document == null;
        document = read;
        ConfigurationWriter.Changes changes = writer.write(things);
        Set<String> others = writer.write(sections);
        // last: whoever needs the server's configuration knows all Things from its first moment
        boolean rules = writer.write(BundleSection.SECURITY, policy);
        boolean limits = writer.write(BundleSection.HTTP, server.http(section));
        boolean restarted = writer.write(ServerProperties.SERVER_PID, server.of(read));
        if (!first) {
            AUDIT.atInfo()
                    .addKeyValue("event", "configuration.changed")
                    .addKeyValue("who", "configuration file")
                    .addKeyValue("from", "this machine")
                    .addKeyValue("things", tell(changes))
                    .addKeyValue("http", limits)
                    .addKeyValue("security", rules)
                    .addKeyValue("sections", others)
                    .addKeyValue("server", restarted)
                    .log("The configuration has changed");
            log.info(
                    "Configuration changed: {}",
                    changes.isEmpty() && others.isEmpty() && !restarted && !limits && !rules
                            ? "nothing that matters"
                            : (tell(changes)
                                            + (restarted ? " server settings" : "")
                                            + (limits ? " HTTP server" : "")
                                            + (rules ? " security" : "")
                                            + (others.isEmpty() ? "" : " sections " + others))
                                    .strip());
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
        Map<String, Integer> positions = positions(document);
        List<ThingConfiguration> things = new ArrayList<>();
        for (ThingEntry thing : document.things()) {
            things.add(resolveOrWait(thing, positions.get(thing.name())));
        }
        ConfigurationWriter.Changes changes = writer.write(things);
        if (!changes.isEmpty()) {
            log.debug("Drivers changed the configurations of {}", changes.changed());
        }
        sectionsChanged();
    }

    /** A bundle may have come whose section stands in the file. */
    private void sectionsChanged() throws IOException {
        Findings findings = new Findings();
        ExtensionSections.Resolved sections =
                extensions.resolve(document.others(), place, findings);
        if (findings.isGood()) {
            Set<String> changed = writer.write(sections);
            if (!changed.isEmpty()) {
                log.info("Configuration: sections {} are used from now on", changed);
            }
        } else if (!findings.errors().equals(refused)) {
            log.error("Configuration: sections are not used:\n{}", findings.text());
        }
        refused = findings.errors();
    }

    /** A Thing whose arguments do not fit waits, and the others go on. */
    private ThingConfiguration resolveOrWait(ThingEntry thing, int order) {
        Findings findings = new Findings();
        ThingConfiguration found = keepIfGone(resolver.resolve(thing, order, findings));
        if (!findings.isGood()) {
            found = resolver.pending(thing, order, String.join("; ", findings.errors()));
            report(found);
        }
        return found;
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
}
