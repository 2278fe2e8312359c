package org.labthings.config.internal.component;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The configuration attributes that a bundle describes, by the names that people write. */
final class Attributes {
    private Attributes() {}

    /** What is described for a PID, in the order of the declaration; null for nothing. */
    static List<AttributeDefinition> described(MetaTypeInformation bundle, String pid) {
        try {
            AttributeDefinition[] found =
                    bundle.getObjectClassDefinition(pid, null)
                            .getAttributeDefinitions(ObjectClassDefinition.ALL);
            return found == null ? List.of() : List.of(found);
        } catch (IllegalArgumentException e) {
            return null; // it describes nothing under this PID
        }
    }

    /** The one of that name, whatever the case and the separators; null for none. */
    static AttributeDefinition find(List<AttributeDefinition> attributes, String name) {
        AttributeDefinition similar = null;
        for (AttributeDefinition attribute : attributes) {
            if (attribute.getID().equals(name)) {
                return attribute;
            }
            if (similar == null && normal(attribute.getID()).equals(normal(name))) {
                similar = attribute;
            }
        }
        return similar;
    }

    private static String normal(String name) {
        return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
    }

    /** All names, for messages. */
    static String names(List<AttributeDefinition> attributes) {
        return attributes.isEmpty()
                ? "none"
                : attributes.stream().map(Attributes::wireName).collect(Collectors.joining(", "));
    }

    /** {@code frameRate} and {@code frame.rate} as a configuration file would write it. */
    static String wireName(AttributeDefinition attribute) {
        return attribute
                .getID()
                .replace('.', '_')
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether it must be given: it has no default, and is not declared optional. */
    static boolean isRequired(AttributeDefinition attribute) {
        String[] defaults = attribute.getDefaultValue();
        if (defaults != null && defaults.length > 0 || attribute.getCardinality() != 0) {
            return false;
        }
        String problem = attribute.validate(null);
        return problem != null && !problem.isEmpty();
    }
}
