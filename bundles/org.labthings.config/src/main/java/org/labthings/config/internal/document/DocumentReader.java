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

/** The rules of the configuration file (LabThings specification 4.2), all checked in one go. */
public final class DocumentReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_]+");
    private static final Pattern PREFIX =
            Pattern.compile("(/[\\w-]+)*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> RESERVED = Set.of("things", "cls");
    private static final Set<String> SHADOWED =
            Set.of("blob", "action_invocations", "thing_descriptions", "docs", "redoc", "system");
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
            return new ServerDocument(List.of(), null, "", false, "INFO", null);
        }
        Values values = new Values(root, place, findings);
        values.warnOfOthersThan(
                Set.of(
                        "things",
                        "settings_folder",
                        "api_prefix",
                        "enable_global_lock",
                        "global_lock_log_level",
                        "application_config"));
        if (!root.has("things")) {
            findings.error(place.member("things"), "Field required: an object, perhaps empty");
        }
        return new ServerDocument(
                things(values.object("things"), place.member("things")),
                values.text("settings_folder", true).orElse(null),
                prefix(values, place),
                values.flag("enable_global_lock"),
                level(values, place),
                values.objectOrNull("application_config"));
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

    private List<ThingEntry> things(ObjectNode things, Place place) {
        List<ThingEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : things.properties()) {
            checkName(member.getKey(), place.member(member.getKey()));
            entries.add(thing(member.getKey(), member.getValue(), place.member(member.getKey())));
        }
        return entries;
    }

    private void checkName(String name, Place place) {
        if (!NAME.matcher(name).matches()) {
            findings.error(
                    place,
                    "The name \""
                            + name
                            + "\" of a Thing should match pattern '^([a-zA-Z0-9\\-_]+)$'");
        } else if (RESERVED.contains(name)) {
            findings.error(place, name + " is not allowed as the name for a Thing.");
        } else if (SHADOWED.contains(name)) {
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
                findings.error(
                        place.member(slot.getKey()),
                        "Input should be the name of a Thing, a list of names, or null, not "
                                + JsonText.excerpt(value));
            }
        }
        return slots;
    }
}
