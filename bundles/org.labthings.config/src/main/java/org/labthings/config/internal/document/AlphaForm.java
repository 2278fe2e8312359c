package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;

/**
 * Configurations of the OpenFlexure Microscope's alpha generation (OpenFlexure specification 0 and
 * 1.2), as those of today: {@code log_folder} stood at the top, the folder of scans was an argument
 * of the smart scan, which was its own workflow, and the names of Things were paths. Whoever reads
 * the file reads the translation, and what is saved is that, too.
 */
final class AlphaForm {
    private static final String THINGS = "things";
    private static final String LOGS = "log_folder";
    private static final String APPLICATION = "application_config";
    private static final String PACKAGE = "openflexure_microscope_server.things.";
    private static final String SMART_SCAN = "smart_scan:SmartScanThing";
    private static final String WORKFLOWS = "scan_workflows";
    private static final Pattern PATH = Pattern.compile("/([a-zA-Z0-9_-]+)/");

    /** What the smart scan of today needs beside it: a workflow, and what that looks with. */
    private static final List<String> BESIDE_SCANS =
            List.of("histo_scan_workflow", "bg_channel_deviations_luv");

    private static final List<String> THEIR_CLASSES =
            List.of(WORKFLOWS + ":HistoScanWorkflow", "background_detect:ChannelDeviationLUV");

    private final ObjectNode root;
    private final ObjectNode things;
    private final Map<String, Integer> lines;
    private final Map<String, String> origins;

    private AlphaForm(LocatedJson json) {
        root = json.root().deepCopy();
        things = (ObjectNode) root.get(THINGS);
        lines = new HashMap<>(json.lines());
        origins = new HashMap<>(json.origins());
    }

    /** The configuration as one of today; the same when it is one already. */
    static LocatedJson translated(LocatedJson json, Findings findings) {
        if (!isAlpha(json.root())) {
            return json;
        }
        AlphaForm form = new AlphaForm(json);
        findings.warning(
                json.place(),
                "of OpenFlexure's alpha generation; it is read as if it said "
                        + form.translate(findings, json)
                        + ". Save it from the console, or write it so");
        return new LocatedJson(form.root, form.lines, form.origins);
    }

    private static boolean isAlpha(JsonNode root) {
        if (!(root.get(THINGS) instanceof ObjectNode things) || root.has(APPLICATION)) {
            return false;
        }
        boolean microscope = false;
        for (JsonNode thing : things) {
            microscope |= className(thing).startsWith(PACKAGE);
        }
        return microscope && (root.path(LOGS).isTextual() || scans(things) != null);
    }

    private static String className(JsonNode thing) {
        return thing.isTextual()
                ? thing.textValue()
                : thing.path(thing.has("cls") ? "cls" : "class").asText();
    }

    /** The folder of scans; null when nothing says it. */
    private static String scans(ObjectNode things) {
        for (JsonNode thing : things) {
            if (className(thing).endsWith(SMART_SCAN)) {
                return thing.path("kwargs").path("scans_folder").textValue();
            }
        }
        return null;
    }

    private String translate(Findings findings, LocatedJson json) {
        String scans = scans(things);
        JsonNode logs = root.remove(LOGS);
        ObjectNode application = root.putObject(APPLICATION);
        application.put(LOGS, logs == null ? "./openflexure/logs" : logs.asText());
        Path data = Path.of(scans == null ? "./openflexure/scans" : scans).resolveSibling("data");
        application.put("data_folder", data.toString());
        nameThings(findings, json);
        boolean scanning = false;
        boolean workflow = false;
        for (JsonNode thing : things) {
            scanning |= className(thing).endsWith(SMART_SCAN);
            workflow |= className(thing).contains(WORKFLOWS);
        }
        String added = "";
        if (scanning && !workflow) {
            for (int i = 0; i < BESIDE_SCANS.size(); i++) {
                if (!things.has(BESIDE_SCANS.get(i))) {
                    things.put(BESIDE_SCANS.get(i), PACKAGE + THEIR_CLASSES.get(i));
                }
            }
            added = ", with the Things " + String.join(" and ", BESIDE_SCANS);
        }
        return "\"application_config\": " + application + added;
    }

    /** {@code /camera/} is {@code camera}, in the same place of the order. */
    private void nameThings(Findings findings, LocatedJson json) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> thing : things.properties()) {
            Matcher path = PATH.matcher(thing.getKey());
            String name = path.matches() ? path.group(1) : thing.getKey();
            if (named.has(name) || !name.equals(thing.getKey()) && things.has(name)) {
                findings.error(
                        json.place().member(THINGS).member(thing.getKey()),
                        "is the Thing '" + name + "', which is there already");
            }
            named.set(name, thing.getValue());
            if (path.matches()) {
                move(lines, thing.getKey(), name);
                move(origins, thing.getKey(), name);
            }
        }
        things.removeAll();
        things.setAll(named);
    }

    private static <V> void move(Map<String, V> places, String from, String to) {
        String old = THINGS + "." + from;
        Map<String, V> moved = new HashMap<>();
        places.forEach(
                (path, value) -> {
                    if (path.equals(old) || path.startsWith(old + ".")) {
                        moved.put(THINGS + "." + to + path.substring(old.length()), value);
                    }
                });
        places.putAll(moved);
    }
}
