package org.labthings.config.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;
import org.labthings.config.internal.json.ShownText;

/**
 * What the launcher is told about the configuration, for the error page: maps of JDK values
 * (docs/architecture.md), without secrets.
 */
public final class ConfigurationReport {
    private static final String EVENT = "event";
    private static final String CONFIGURATION = "configuration";
    private static final String FAULTY = "faulty";
    private static final String THINGS = "things";

    private final ConfigurationSource source;

    /** Reports about what is read from here, once more when it is asked for. */
    public ConfigurationReport(ConfigurationSource source) {
        this.source = source;
    }

    /** The configuration is refused: why, and which lines are to blame. */
    public Map<String, Object> refused(Findings findings) {
        Map<String, Object> event = new HashMap<>();
        event.put(EVENT, "failed");
        event.put("exit", findings.exit());
        event.put("message", "Error reading LabThings configuration:\n" + findings.text());
        if (findings.unreadable().isPresent()) {
            Findings.Unreadable text = findings.unreadable().get();
            int last = (int) Math.max(1, text.text().lines().count());
            event.put(CONFIGURATION, text.text());
            event.put(FAULTY, List.of(Math.min(text.line(), last)));
        } else {
            source.read(new Findings()).ifPresent(json -> describe(json, findings, event));
        }
        return event;
    }

    private static void describe(LocatedJson json, Findings findings, Map<String, Object> event) {
        ShownText text = new ShownText(json.root());
        TreeSet<Integer> faulty = new TreeSet<>();
        findings.faultyPaths().forEach(path -> faulty.addAll(text.lines(path)));
        event.put(CONFIGURATION, text.text());
        event.put(FAULTY, List.copyOf(faulty));
        event.put(THINGS, names(json.root()));
    }

    private static List<String> names(JsonNode root) {
        return root.path(THINGS).properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The configuration is good; should a Thing fail all the same, these are its lines. */
    public Map<String, Object> configured() {
        Map<String, Object> event = new HashMap<>();
        event.put(EVENT, "configured");
        source.read(new Findings())
                .ifPresent(
                        json -> {
                            ShownText text = new ShownText(json.root());
                            Map<String, List<Integer>> lines = new TreeMap<>();
                            for (String name : names(json.root())) {
                                lines.put(name, List.copyOf(text.lines(THINGS + "." + name)));
                            }
                            event.put(CONFIGURATION, text.text());
                            event.put("lines", lines);
                        });
        return event;
    }
}
