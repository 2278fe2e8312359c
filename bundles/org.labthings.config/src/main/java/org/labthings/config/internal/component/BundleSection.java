package org.labthings.config.internal.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.config.DriverType;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.Place;
import org.labthings.config.internal.json.Secrets;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;

/**
 * A section of the configuration file for one bundle, such as {@code http} or {@code security}:
 * typed attributes of its configuration, as the bundle describes them. An unknown key is an error,
 * because a limit that is not obeyed is none.
 */
public final class BundleSection {
    /** PID of the HTTP server, and the symbolic name of its bundle. */
    public static final String HTTP = "org.labthings.http";

    /** PID of the gatekeeper, and the symbolic name of its bundle. */
    public static final String SECURITY = "org.labthings.security";

    /** Where these are given instead. */
    private static final Map<String, String> OPTIONS =
            Map.of("host", "--host", "port", "--port", "insecure", "--insecure");

    private final String pid;
    private final String bundle;
    private final BundleContext context;
    private final MetaTypeService types;

    /** The section as the installed bundle of the name of its PID knows it. */
    public BundleSection(String pid, BundleContext context, MetaTypeService types) {
        this(pid, pid, context, types);
    }

    /**
     * The section as an installed bundle knows it.
     *
     * @param bundle its symbolic name
     */
    BundleSection(String pid, String bundle, BundleContext context, MetaTypeService types) {
        this.pid = pid;
        this.bundle = bundle;
        this.context = context;
        this.types = types;
    }

    /** The same, where what has no default must be given. */
    Map<String, Object> complete(ObjectNode section, Place place, Findings findings) {
        Map<String, Object> properties = properties(section, place, findings);
        for (AttributeDefinition attribute : attributes()) {
            boolean given =
                    section.properties().stream()
                            .filter(m -> !m.getValue().isNull())
                            .anyMatch(m -> Attributes.find(List.of(attribute), m.getKey()) != null);
            if (!given && Attributes.isRequired(attribute)) {
                findings.error(place.member(Attributes.wireName(attribute)), "Field required");
            }
        }
        return properties;
    }

    /**
     * What the bundle's configuration gets of it.
     *
     * @param place of the section
     */
    public Map<String, Object> properties(ObjectNode section, Place place, Findings findings) {
        Map<String, Object> properties = new HashMap<>();
        if (section.isEmpty()) {
            return properties;
        }
        List<AttributeDefinition> attributes =
                attributes().stream().filter(a -> !isOption(a.getID())).toList();
        for (Map.Entry<String, JsonNode> member : section.properties()) {
            Place at = place.member(member.getKey());
            AttributeDefinition attribute = Attributes.find(attributes, member.getKey());
            if (isOption(member.getKey())) {
                findings.error(
                        at, "given on the command line only, as " + OPTIONS.get(member.getKey()));
            } else if (attribute == null) {
                findings.error(
                        at, "there is no such key; there are " + Attributes.names(attributes));
            } else if (!member.getValue().isNull()) {
                put(attribute, member.getValue(), at, properties, findings);
            }
        }
        return properties;
    }

    /** What may be given there, in the order of the declaration. */
    public List<DriverType.Attribute> keys() {
        return attributes().stream()
                .filter(a -> !isOption(a.getID()))
                .map(TypeDescription::attribute)
                .toList();
    }

    private boolean isOption(String name) {
        return pid.equals(HTTP) && OPTIONS.containsKey(name);
    }

    private static void put(
            AttributeDefinition attribute,
            JsonNode value,
            Place at,
            Map<String, Object> properties,
            Findings findings) {
        try {
            Object typed = new AttributeType(attribute).convert(value);
            if (properties.put(attribute.getID(), typed) != null) {
                findings.error(at, "the key is given twice");
            }
        } catch (AttributeType.MismatchException e) {
            findings.error(at, e.getMessage() + ", not " + Secrets.excerpt(at, value));
        }
    }

    private List<AttributeDefinition> attributes() {
        for (Bundle installed : context.getBundles()) {
            if (bundle.equals(installed.getSymbolicName())) {
                MetaTypeInformation information = types.getMetaTypeInformation(installed);
                List<AttributeDefinition> found =
                        information == null ? null : Attributes.described(information, pid);
                return found == null ? List.of() : found;
            }
        }
        return List.of();
    }
}
