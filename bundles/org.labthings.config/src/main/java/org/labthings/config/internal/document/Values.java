package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.Place;
import org.labthings.config.internal.json.Secrets;

/** Reads members of one object by type; what is of another type becomes a finding. */
final class Values {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private final ObjectNode object;
    private final Place place;
    private final Findings findings;

    Values(ObjectNode object, Place place, Findings findings) {
        this.object = object;
        this.place = place;
        this.findings = findings;
    }

    /** A string; empty when absent, null or wrong. */
    Optional<String> text(String name, boolean nullable) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull() && nullable) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return Optional.of(value.textValue());
        }
        wrong(name, "a string" + (nullable ? " or null" : ""), value);
        return Optional.empty();
    }

    /** A boolean, leniently: also 0, 1, and words such as {@code "yes"}. */
    boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return false;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber() && (value.doubleValue() == 0 || value.doubleValue() == 1)) {
            return value.doubleValue() == 1;
        }
        String word = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "";
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return TRUE.contains(word);
        }
        wrong(name, "true or false", value);
        return false;
    }

    /** An object; empty when absent or wrong. */
    ObjectNode object(String name) {
        return object.get(name) instanceof ObjectNode found
                ? found
                : otherwise(name, "an object", JsonNodeFactory.instance.objectNode());
    }

    /** An array; empty when absent or wrong. */
    ArrayNode array(String name) {
        return object.get(name) instanceof ArrayNode found
                ? found
                : otherwise(name, "an array", JsonNodeFactory.instance.arrayNode());
    }

    /** An object, or null when it is absent, null or wrong. */
    ObjectNode objectOrNull(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : object(name);
    }

    private <T> T otherwise(String name, String kind, T empty) {
        if (object.has(name)) {
            wrong(name, kind, object.get(name));
        }
        return empty;
    }

    void wrong(String name, String kind, JsonNode value) {
        Place at = place.member(name);
        findings.error(at, "Input should be " + kind + ", not " + Secrets.excerpt(at, value));
    }

    /** Says which members nobody reads. */
    void warnOfOthersThan(Set<String> known) {
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!known.contains(name)) {
                findings.warning(place.member(name), "unknown member, ignored");
            }
        }
    }
}
