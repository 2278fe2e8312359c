package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;
import org.labthings.config.internal.json.Place;
import org.labthings.config.internal.json.Secrets;

/** The rules of the configuration file (LabThings specification 4.2), all checked in one go. */
public final class DocumentReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_]+");
    private static final Pattern PREFIX =
            Pattern.compile("(/[\\w-]+)*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> RESERVED = Set.of("things", "cls");

    /** First parts of the server's own paths below the API prefix. */
    private static final Set<String> SHADOWED =
            Set.of("blob", "action_invocations", "thing_descriptions", "log", "logfile");

    /** And of those that have no prefix, so that they hide something only where there is none. */
    private static final Set<String> SHADOWED_WITHOUT_PREFIX =
            Set.of("docs", "redoc", "system", "metrics");

    private static final Set<String> MEMBERS =
            Set.of(
                    "$schema",
                    "things",
                    "settings_folder",
                    "api_prefix",
                    "enable_global_lock",
                    "global_lock_log_level",
                    "application_config",
                    "http",
                    "security");
    private static final Set<String> LEVELS = Set.of("DEBUG", "INFO", "WARNING", "ERROR");
    private static final String CLS = "cls";
    private static final String CLASS = "class";

    private final Findings findings;

    /** Findings are added to what is given. */
    public DocumentReader(Findings findings) {
        this.findings = findings;
    }

    /** The configuration; only of use when the findings are good. */
    public ServerDocument read(LocatedJson json) {
        Place place = json.place();
        if (!(json.root() instanceof ObjectNode root)) {
            findings.error(
                    place, "Input should be an object, not " + JsonText.excerpt(json.root()));
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            return new ServerDocument(List.of(), null, "", false, "INFO", null, none, none, none);
        }
        Values values = new Values(root, place, findings);
        if (!root.has("things")) {
            findings.error(place.member("things"), "Field required: an object, perhaps empty");
        }
        boolean prefixed = !root.path("api_prefix").asText("").isEmpty();
        return new ServerDocument(
                things(values.object("things"), place.member("things"), prefixed),
                values.text("settings_folder", true).orElse(null),
                prefix(values, place),
                globalLock(root, values, place),
                level(values, place),
                values.objectOrNull("application_config"),
                values.object("http"),
                values.object("security"),
                root.deepCopy().without(MEMBERS));
    }

    private boolean globalLock(ObjectNode root, Values values, Place place) {
        return MicroscopeRules.concern(root)
                ? new MicroscopeRules(findings).globalLock(root, place)
                : values.flag("enable_global_lock");
    }

    private String prefix(Values values, Place place) {
        String prefix = values.text("api_prefix", false).orElse("");
        if (!PREFIX.matcher(prefix).matches()) {
            findings.error(
                    place.member("api_prefix"),
                    "should be empty, or like /a or /a/b, without a slash at its end, not \""
                            + prefix
                            + "\"");
        }
        return prefix;
    }

    private String level(Values values, Place place) {
        String level = values.text("global_lock_log_level", false).orElse("INFO");
        if (!LEVELS.contains(level)) {
            findings.error(
                    place.member("global_lock_log_level"),
                    "Input should be DEBUG, INFO, WARNING or ERROR, not \"" + level + "\"");
        }
        return level;
    }

    private List<ThingEntry> things(ObjectNode things, Place place, boolean prefixed) {
        List<ThingEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : things.properties()) {
            checkName(member.getKey(), place.member(member.getKey()), prefixed);
            entries.add(thing(member.getKey(), member.getValue(), place.member(member.getKey())));
        }
        return entries;
    }

    private void checkName(String name, Place place, boolean prefixed) {
        if (!NAME.matcher(name).matches()) {
            findings.error(
                    place,
                    "The name \""
                            + name
                            + "\" of a Thing should match pattern '^([a-zA-Z0-9\\-_]+)$'");
        } else if (RESERVED.contains(name)) {
            findings.error(place, name + " is not allowed as the name for a Thing.");
        } else if (SHADOWED.contains(name) || !prefixed && SHADOWED_WITHOUT_PREFIX.contains(name)) {
            findings.warning(place, "the server's own paths hide a part of a Thing of this name");
        }
    }

    private ThingEntry thing(String name, JsonNode value, Place place) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isTextual()) {
            String className = checkClass(value.textValue(), place);
            return new ThingEntry(
                    name,
                    place,
                    className,
                    nodes.arrayNode(),
                    nodes.objectNode(),
                    nodes.objectNode());
        }
        if (!(value instanceof ObjectNode object)) {
            findings.error(
                    place,
                    "Input should be the class of the Thing, or an object with its class, not "
                            + JsonText.excerpt(value));
            return new ThingEntry(
                    name, place, "", nodes.arrayNode(), nodes.objectNode(), nodes.objectNode());
        }
        Values values = new Values(object, place, findings);
        values.warnOfOthersThan(Set.of(CLS, CLASS, "args", "kwargs", "thing_slots"));
        return new ThingEntry(
                name,
                place,
                className(object, values, place),
                values.array("args"),
                values.object("kwargs"),
                slots(values.object("thing_slots"), place.member("thing_slots")));
    }

    private String className(ObjectNode object, Values values, Place place) {
        if (!object.has(CLS) && !object.has(CLASS)) {
            findings.error(place.member(CLS), "Field required: the class, as \"class\" or \"cls\"");
            return "";
        }
        String member = object.has(CLS) ? CLS : CLASS;
        if (object.has(CLS) && object.has(CLASS)) {
            findings.warning(place.member(CLASS), "ignored, because there is \"cls\" too");
        }
        return values.text(member, false)
                .map(text -> checkClass(text, place.member(member)))
                .orElse("");
    }

    private String checkClass(String text, Place place) {
        if (text.isBlank()) {
            findings.error(place, "Input should be the name of a class, not an empty string");
        }
        return text.strip();
    }

    private ObjectNode slots(ObjectNode slots, Place place) {
        for (Map.Entry<String, JsonNode> slot : slots.properties()) {
            JsonNode value = slot.getValue();
            boolean good = value.isTextual() || value.isNull();
            if (value.isArray()) {
                good = true;
                for (JsonNode element : value) {
                    good &= element.isTextual();
                }
            }
            if (!good) {
                Place at = place.member(slot.getKey());
                findings.error(
                        at,
                        "Input should be the name of a Thing, a list of names, or null, not "
                                + Secrets.excerpt(at, value));
            }
        }
        return slots;
    }
}
