package org.labthings.config.internal.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.Place;
import org.labthings.config.internal.json.Secrets;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * The arguments of a Thing as typed configuration attributes. Keyword arguments are matched by
 * name, whatever the case and the separators ({@code frame_rate}, {@code frameRate}, {@code
 * frame.rate}); positional ones by the order in which the attributes are declared.
 */
final class Arguments {
    private final ThingEntry thing;
    private final ThingComponent component;
    private final Findings findings;
    private final Hashtable<String, Object> properties = new Hashtable<>();
    private final Set<String> given = new HashSet<>();

    Arguments(ThingEntry thing, ThingComponent component, Findings findings) {
        this.thing = thing;
        this.component = component;
        this.findings = findings;
    }

    /** What the component's configuration gets of them. */
    Hashtable<String, Object> properties() {
        if (component.attributes() == null) {
            undescribed();
            return properties;
        }
        Place args = thing.place().member("args");
        for (int i = 0; i < thing.args().size(); i++) {
            if (i < component.attributes().size()) {
                put(component.attributes().get(i), thing.args().get(i), args.element(i));
            } else {
                findings.notConstructible(
                        args.element(i),
                        component.name()
                                + " takes at most "
                                + component.attributes().size()
                                + " arguments: "
                                + Attributes.names(component.attributes()));
            }
        }
        Place kwargs = thing.place().member("kwargs");
        for (Map.Entry<String, JsonNode> argument : thing.kwargs().properties()) {
            AttributeDefinition attribute =
                    Attributes.find(component.attributes(), argument.getKey());
            if (attribute == null) {
                findings.notConstructible(
                        kwargs.member(argument.getKey()),
                        component.name()
                                + " has no such argument; it has "
                                + Attributes.names(component.attributes()));
            } else {
                put(attribute, argument.getValue(), kwargs.member(argument.getKey()));
            }
        }
        checkRequired();
        return properties;
    }

    private void put(AttributeDefinition attribute, JsonNode value, Place place) {
        if (!given.add(attribute.getID())) {
            findings.notConstructible(place, "the argument is given twice");
            return;
        }
        if (value.isNull()) {
            return; // no value: the attribute's default
        }
        try {
            properties.put(attribute.getID(), new AttributeType(attribute).convert(value));
        } catch (AttributeType.MismatchException e) {
            findings.notConstructible(
                    place, e.getMessage() + ", not " + Secrets.excerpt(place, value));
        }
    }

    /** An attribute without a default must be given, unless it is declared optional. */
    private void checkRequired() {
        for (AttributeDefinition attribute : component.attributes()) {
            if (Attributes.isRequired(attribute) && !given.contains(attribute.getID())) {
                findings.notConstructible(
                        thing.place().member("kwargs").member(Attributes.wireName(attribute)),
                        "required by " + component.name() + ", and not given");
            }
        }
    }

    /** A component that does not describe its attributes gets the keyword arguments as they are. */
    private void undescribed() {
        if (!thing.args().isEmpty()) {
            findings.notConstructible(
                    thing.place().member("args"),
                    component.name()
                            + " does not describe its arguments, so positional ones cannot be"
                            + " matched; use kwargs");
        }
        for (Map.Entry<String, JsonNode> argument : thing.kwargs().properties()) {
            String key = argument.getKey();
            if (key.startsWith(".") || key.startsWith("thing.") || key.startsWith("service.")) {
                findings.notConstructible(
                        thing.place().member("kwargs").member(key), "the name is reserved");
                continue;
            }
            Object value = plain(argument.getValue());
            if (value != null) {
                properties.put(key, value);
            }
        }
    }

    /** Null for what ConfigAdmin cannot hold; the Thing finds it in its context's kwargs. */
    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(v -> texts.add(v.isValueNode() ? v.asText() : v.toString()));
            return texts.toArray(String[]::new);
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isInt() || value.isLong() || value.isDouble() ? value.numberValue() : null;
    }
}
