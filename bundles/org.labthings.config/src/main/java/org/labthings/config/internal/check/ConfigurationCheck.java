package org.labthings.config.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.labthings.config.internal.component.BundleSection;
import org.labthings.config.internal.component.ExtensionSections;
import org.labthings.config.internal.component.ThingConfiguration;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.document.DocumentReader;
import org.labthings.config.internal.document.ServerDocument;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;
import org.labthings.config.internal.json.Place;

/**
 * Checks a configuration against the installed drivers as a start would, and applies nothing: no
 * Thing is constructed.
 */
public final class ConfigurationCheck {
    private final ConfigurationSource source;
    private final ThingResolver resolver;
    private final BundleSection http;
    private final BundleSection security;
    private final ExtensionSections extensions;
    private final boolean strict;
    private int things;

    /**
     * A check of one configuration.
     *
     * @param strict whether what keeps one Thing from running is an error
     */
    public ConfigurationCheck(
            ConfigurationSource source,
            ThingResolver resolver,
            BundleSection http,
            BundleSection security,
            ExtensionSections extensions,
            boolean strict) {
        this.source = source;
        this.resolver = resolver;
        this.http = http;
        this.security = security;
        this.extensions = extensions;
        this.strict = strict;
    }

    /** What there is to say, for the launcher (docs/architecture.md). */
    public Map<String, Object> report() {
        Findings findings = new Findings();
        Optional<LocatedJson> json = source.read(findings);
        json.ifPresent(document -> check(document, findings));
        Map<String, Object> event = new HashMap<>();
        event.put("event", "checked");
        event.put("exit", findings.exit());
        event.put("errors", findings.errors());
        event.put("warnings", findings.warnings());
        event.put("things", things);
        return event;
    }

    private void check(LocatedJson json, Findings findings) {
        ServerDocument document = new DocumentReader(findings).read(json);
        Set<String> names =
                document.things().stream().map(ThingEntry::name).collect(Collectors.toSet());
        things = names.size();
        for (ThingEntry thing : document.things()) {
            if (!thing.className().isEmpty()) {
                ThingConfiguration found = resolver.resolve(thing, 0, findings);
                if (found.isPending() && !strict) {
                    findings.warning(
                            thing.place(),
                            String.valueOf(found.properties().get(ThingConfiguration.REASON)));
                }
                checkSlots(thing, names, findings);
            }
        }
        http.properties(document.http(), json.place().member("http"), findings);
        security.properties(document.security(), json.place().member("security"), findings);
        extensions.resolve(document.others(), json.place(), findings);
    }

    private void checkSlots(ThingEntry thing, Set<String> names, Findings findings) {
        for (Map.Entry<String, JsonNode> slot : thing.slots().properties()) {
            Place place = thing.place().member("thing_slots").member(slot.getKey());
            for (String name : targets(slot.getValue())) {
                if (!names.contains(name)) {
                    String text = "no Thing of the name \"" + name + "\" is configured";
                    if (strict) {
                        findings.notConstructible(place, text);
                    } else {
                        findings.warning(place, text + ": " + thing.name() + " waits for it");
                    }
                }
            }
        }
    }

    private static List<String> targets(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() ? List.of(value.textValue()) : List.of();
        }
        return StreamSupport.stream(value.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }
}
