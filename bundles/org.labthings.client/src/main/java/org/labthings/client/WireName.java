package org.labthings.client;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.labthings.api.Name;

/** Names of Java as names on the wire: {@code moveRelative} is {@code move_relative}. */
final class WireName {
    private WireName() {}

    static String of(Method method) {
        return of(method, method.getName());
    }

    static String of(Parameter parameter) {
        return of(parameter, parameter.getName());
    }

    /** {@code getVoltage}, {@code isOpen} and {@code setVoltage} belong to properties. */
    static String ofProperty(Method method) {
        String name = method.getName();
        for (String prefix : new String[] {"get", "is", "set"}) {
            int n = prefix.length();
            if (name.startsWith(prefix)
                    && name.length() > n
                    && Character.isUpperCase(name.charAt(n))) {
                return of(method, Character.toLowerCase(name.charAt(n)) + name.substring(n + 1));
            }
        }
        return of(method);
    }

    private static String of(AnnotatedElement element, String javaName) {
        Name said = element.getAnnotation(Name.class);
        if (said != null) {
            return said.value();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean afterLower = i > 0 && !Character.isUpperCase(javaName.charAt(i - 1));
            boolean beforeLower =
                    i > 0
                            && i + 1 < javaName.length()
                            && Character.isLowerCase(javaName.charAt(i + 1));
            if (upper && (afterLower || beforeLower)) {
                out.append('_');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }
}
