package org.labthings.config.internal.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.labthings.api.Thing;
import org.labthings.config.DriverType;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Which component a class string means: the one of that component name, else of that Java class,
 * else one that declares it as an alias. Of several, that of the bundle with the highest version,
 * and then the one that was installed first; a bundle that has been started beside the one that it
 * replaces counts only when that one is gone. {@code a.b:C} and {@code a.b.C} are the same.
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

    private record Answer(
            int strength, ComponentDescriptionDTO component, MetaTypeInformation metatype) {}

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
            MetaTypeInformation metatype = strength < 0 ? null : information(component);
            if (metatype != null) { // who is just being replaced does not count
                answers.add(new Answer(strength, component, metatype));
            }
        }
        List<Answer> all = List.copyOf(answers);
        answers.removeIf(a -> all.stream().anyMatch(b -> replaces(a, b)));
        answers.sort(BEST_FIRST);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        List<String> others =
                answers.stream()
                        .skip(1)
                        .filter(a -> a.strength == answers.get(0).strength)
                        .map(a -> describe(a).toString())
                        .toList();
        return Optional.of(new Match(describe(answers.get(0)), others));
    }

    /**
     * The installed driver types, by name; of several components of one name the one that a class
     * string means.
     */
    public List<DriverType> types() {
        Map<String, Answer> best = new TreeMap<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            boolean configurable = !"ignore".equals(component.configurationPolicy);
            boolean thing = ThingComponent.isThing(List.of(component.serviceInterfaces));
            MetaTypeInformation metatype = configurable && thing ? information(component) : null;
            if (metatype != null) {
                Answer answer = new Answer(0, component, metatype);
                best.merge(component.name, answer, ThingComponents::better);
            }
        }
        return best.values().stream()
                .map(a -> TypeDescription.of(describe(a), named(a.component), a.metatype))
                .toList();
    }

    private static Answer better(Answer a, Answer b) {
        if (replaces(a, b) || replaces(b, a)) {
            return replaces(a, b) ? b : a;
        }
        return BEST_FIRST.compare(a, b) <= 0 ? a : b;
    }

    /** Whether it is of another version of the same bundle, installed later. */
    private static boolean replaces(Answer a, Answer b) {
        return a.component.bundle.symbolicName.equals(b.component.bundle.symbolicName)
                && a.component.bundle.id > b.component.bundle.id;
    }

    private static List<String> named(ComponentDescriptionDTO component) {
        Object value = component.properties.get(Thing.CLASS);
        if (value instanceof String[] several) {
            return List.of(several);
        }
        return value instanceof String one ? List.of(one) : List.of();
    }

    /** 0 is the strongest; -1: it does not answer. */
    private static int strength(ComponentDescriptionDTO component, String wanted) {
        if (wanted.equals(dotted(component.name))) {
            return 0;
        }
        if (wanted.equals(dotted(component.implementationClass))) {
            return 1;
        }
        return named(component).stream().map(ThingComponents::dotted).anyMatch(wanted::equals)
                ? 2
                : -1;
    }

    private static String dotted(String className) {
        return className.replace(':', '.').replace('$', '.');
    }

    private static Version version(ComponentDescriptionDTO component) {
        return Version.parseVersion(component.bundle.version);
    }

    private static ThingComponent describe(Answer answer) {
        ComponentDescriptionDTO component = answer.component;
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
                Attributes.described(answer.metatype, pid));
    }

    /** Null while the bundle is just being replaced or removed. */
    private MetaTypeInformation information(ComponentDescriptionDTO component) {
        Bundle bundle = context.getBundle(component.bundle.id);
        return bundle == null ? null : types.getMetaTypeInformation(bundle);
    }
}
