package org.labthings.core.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.labthings.api.Action;
import org.labthings.api.Endpoint;
import org.labthings.api.Property;
import org.labthings.api.Resetter;
import org.labthings.api.Setting;

/**
 * Methods of a Thing class that override an affordance and do not repeat its annotation: Java does
 * not inherit annotations of methods, so the affordance is gone without anybody having said so.
 */
final class LostAffordances {
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(Action.class, Property.class, Setting.class, Endpoint.class, Resetter.class);

    private final Map<String, Method> derived = new HashMap<>();
    private final Map<String, String> found = new TreeMap<>();

    private LostAffordances() {}

    /** A sentence for each, which says what to do. */
    static List<String> of(Class<?> type) {
        LostAffordances lost = new LostAffordances();
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            lost.look(c);
            addInterfaces(c, interfaces);
        }
        interfaces.forEach(lost::look);
        return List.copyOf(lost.found.values());
    }

    private static void addInterfaces(Class<?> c, Set<Class<?>> all) {
        for (Class<?> i : c.getInterfaces()) {
            if (all.add(i)) {
                addInterfaces(i, all);
            }
        }
    }

    private void look(Class<?> c) {
        for (Method m : c.getDeclaredMethods()) {
            int modifiers = m.getModifiers();
            if (m.isSynthetic() || Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
                continue; // overrides nothing, and is overridden by nothing
            }
            String signature = m.getName() + Arrays.toString(m.getParameterTypes());
            Method overriding = derived.putIfAbsent(signature, m);
            if (overriding != null && isVisible(m, overriding)) {
                compare(signature, overriding, m);
            }
        }
    }

    private static boolean isVisible(Method m, Method from) {
        return Modifier.isPublic(m.getModifiers())
                || Modifier.isProtected(m.getModifiers())
                || m.getDeclaringClass().getPackage().equals(from.getDeclaringClass().getPackage());
    }

    private void compare(String signature, Method overriding, Method overridden) {
        if (KINDS.stream().anyMatch(overriding::isAnnotationPresent)) {
            return;
        }
        for (Class<? extends Annotation> kind : KINDS) {
            if (overridden.isAnnotationPresent(kind)) {
                found.putIfAbsent(signature, sentence(overriding, overridden, kind));
            }
        }
    }

    private static String sentence(
            Method overriding, Method overridden, Class<? extends Annotation> kind) {
        String annotation = "@" + kind.getSimpleName();
        return overriding.getDeclaringClass().getName()
                + "."
                + overriding.getName()
                + "() overrides a method that is "
                + annotation
                + " in "
                + overridden.getDeclaringClass().getSimpleName()
                + ", without the annotation, so it is not served. Repeat "
                + annotation
                + " on it, or give it another name if clients shall not have it.";
    }
}
