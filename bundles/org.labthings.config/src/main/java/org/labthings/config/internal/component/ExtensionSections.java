package org.labthings.config.internal.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.labthings.config.DriverType;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.Place;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Sections of the configuration file that installed bundles declare by a manifest header, beside
 * those of the server itself.
 *
 * <pre>
 * LabThings-Section: live_reload;pid=org.example.LiveReload, pages;factory=org.example.Pages
 * </pre>
 *
 * <p>The section {@code live_reload} is the configuration of one component; {@code pages} is an
 * object whose members each become a factory configuration, named like the member. Their attributes
 * are those that the bundle describes by Metatype under that PID.
 */
public final class ExtensionSections {
    /** Manifest header of the bundles that have a section. */
    static final String HEADER = "LabThings-Section";

    /** Property of a factory configuration: the name of its member in the file. */
    public static final String ENTRY = "section.entry";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_]+");

    private final BundleContext context;
    private final MetaTypeService types;

    /** The sections of the bundles that are installed whenever it is asked. */
    public ExtensionSections(BundleContext context, MetaTypeService types) {
        this.context = context;
        this.types = types;
    }

    /**
     * One configuration.
     *
     * @param section its name in the file
     * @param pid of the component; for a factory, its factory PID
     * @param entry name of the member; empty when the section is one configuration
     * @param properties what the component gets
     */
    public record Configured(
            String section, String pid, String entry, Map<String, Object> properties) {}

    /**
     * What the file says.
     *
     * @param configurations to be written
     * @param waiting sections that stand in the file and that no installed bundle declares now
     */
    public record Resolved(List<Configured> configurations, Set<String> waiting) {}

    /**
     * A section that a bundle declares.
     *
     * @param name in the file
     * @param factory whether it has any number of members
     * @param keys of it, or of each member
     */
    public record Declared(String name, boolean factory, List<DriverType.Attribute> keys) {}

    private record Declaration(BundleSection keys, String pid, boolean factory) {}

    /** Reads the members of the file that are none of the server's own. */
    public Resolved resolve(ObjectNode members, Place root, Findings findings) {
        List<Configured> configurations = new ArrayList<>();
        Set<String> waiting = new TreeSet<>();
        if (members.isEmpty()) {
            return new Resolved(configurations, waiting);
        }
        Map<String, Declaration> declared = declarations();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            String name = member.getKey();
            Place place = root.member(name);
            Declaration declaration = declared.get(name);
            if (declaration == null) {
                waiting.add(name);
                findings.warning(place, "unknown member, ignored");
            } else if (member.getValue() instanceof ObjectNode section) {
                if (declaration.factory) {
                    entries(name, declaration, section, place, findings, configurations);
                } else {
                    Map<String, Object> properties =
                            declaration.keys.complete(section, place, findings);
                    configurations.add(new Configured(name, declaration.pid, "", properties));
                }
            } else if (!member.getValue().isNull()) {
                wrong(place, member.getValue(), findings);
            }
        }
        return new Resolved(configurations, waiting);
    }

    private static void entries(
            String section,
            Declaration declaration,
            ObjectNode entries,
            Place place,
            Findings findings,
            List<Configured> configurations) {
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            String name = entry.getKey();
            Place at = place.member(name);
            if (!NAME.matcher(name).matches()) {
                findings.error(at, "\"" + name + "\" should match pattern '^" + NAME + "$'");
            } else if (entry.getValue() instanceof ObjectNode object) {
                Map<String, Object> properties =
                        new HashMap<>(declaration.keys.complete(object, at, findings));
                properties.put(ENTRY, name);
                configurations.add(new Configured(section, declaration.pid, name, properties));
            } else {
                wrong(at, entry.getValue(), findings);
            }
        }
    }

    private static void wrong(Place place, JsonNode value, Findings findings) {
        findings.error(place, "Input should be an object, not " + JsonText.excerpt(value));
    }

    /** All that are declared, by name, for the schema. */
    public List<Declared> declared() {
        List<Declared> all = new ArrayList<>();
        declarations().forEach((name, d) -> all.add(new Declared(name, d.factory, d.keys.keys())));
        return all;
    }

    private Map<String, Declaration> declarations() {
        Map<String, Declaration> declared = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            String header = bundle.getHeaders("").get(HEADER);
            if (header != null) {
                for (String clause : header.split(",")) {
                    declare(clause.split(";"), bundle, declared);
                }
            }
        }
        return declared;
    }

    private void declare(String[] clause, Bundle bundle, Map<String, Declaration> declared) {
        for (int i = 1; i < clause.length; i++) {
            String[] attribute = clause[i].split("=", 2);
            String key = attribute[0].strip();
            if (attribute.length == 2 && (key.equals("pid") || key.equals("factory"))) {
                String pid = attribute[1].strip();
                BundleSection keys =
                        new BundleSection(pid, bundle.getSymbolicName(), context, types);
                Declaration declaration = new Declaration(keys, pid, key.equals("factory"));
                declared.putIfAbsent(clause[0].strip(), declaration);
            }
        }
    }
}
