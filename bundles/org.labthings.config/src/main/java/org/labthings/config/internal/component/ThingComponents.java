package org.labthings.config.internal.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.labthings.api.Thing;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Which component a class string means: the one of that component name, else of that Java class,
 * else one that declares it as an alias. Of several, that of the bundle with the highest version,
 * and then the one that was installed first. {@code a.b:C} and {@code a.b.C} are the same.
 */
public final class ThingComponents {
    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final MetaTypeService types;

    /** Components of the running bundles. */
    public ThingComponents(
            BundleContext context, ServiceComponentRuntime components, MetaTypeService types) {
        this.context = context;
        this.components = components;
        this.types = types;
    }

    private record Answer(int strength, ComponentDescriptionDTO component) {}

    private static final Comparator<Answer> BEST_FIRST =
            Comparator.comparingInt(Answer::strength)
                    .thenComparing(a -> version(a.component), Comparator.reverseOrder())
                    .thenComparingLong(a -> a.component.bundle.id)
                    .thenComparing(a -> a.component.name);

    /** The component, and those that answer to the string too but lose. */
    public record Match(ThingComponent component, List<String> others) {}

    /** Who answers to a class string. */
    public Optional<Match> find(String classString) {
        String wanted = dotted(classString);
        List<Answer> answers = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            int strength = strength(component, wanted);
            if (strength >= 0) {
                answers.add(new Answer(strength, component));
            }
        }
        answers.sort(BEST_FIRST);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        List<String> others =
                answers.stream()
                        .skip(1)
                        .filter(a -> a.strength == answers.get(0).strength)
                        .map(a -> describe(a.component).toString())
                        .toList();
        return Optional.of(new Match(describe(answers.get(0).component), others));
    }

    /** 0 is the strongest; -1: it does not answer. */
    private static int strength(ComponentDescriptionDTO component, String wanted) {
        if (wanted.equals(dotted(component.name))) {
            return 0;
        }
        if (wanted.equals(dotted(component.implementationClass))) {
            return 1;
        }
        return aliases(component.properties.get(Thing.CLASS)).contains(wanted) ? 2 : -1;
    }

    private static List<String> aliases(Object value) {
        if (value instanceof String[] several) {
            return Arrays.stream(several).map(ThingComponents::dotted).toList();
        }
        return value instanceof String one ? List.of(dotted(one)) : List.of();
    }

    private static String dotted(String className) {
        return className.replace(':', '.').replace('$', '.');
    }

    private static Version version(ComponentDescriptionDTO component) {
        return Version.parseVersion(component.bundle.version);
    }

    private ThingComponent describe(ComponentDescriptionDTO component) {
        String pid =
                component.configurationPid.length == 0
                        ? component.name
                        : component.configurationPid[0];
        return new ThingComponent(
                component.name,
                component.implementationClass,
                pid,
                List.of(component.serviceInterfaces),
                !"ignore".equals(component.configurationPolicy),
                component.bundle.symbolicName,
                version(component),
                component.bundle.id,
                attributes(context.getBundle(component.bundle.id), pid));
    }

    private List<AttributeDefinition> attributes(Bundle bundle, String pid) {
        if (bundle == null) {
            return null; // it was removed in this very moment
        }
        try {
            AttributeDefinition[] found =
                    types.getMetaTypeInformation(bundle)
                            .getObjectClassDefinition(pid, null)
                            .getAttributeDefinitions(ObjectClassDefinition.ALL);
            return found == null ? List.of() : List.of(found);
        } catch (IllegalArgumentException e) {
            return null; // it describes nothing under this PID
        }
    }
}
