package org.labthings.run.storm;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What Declarative Services says about the components that are not active, for the message of a
 * failed test. By reflection: its classes are those of the framework under test, not of the tests.
 */
final class ComponentStates {
    private static final String RUNTIME =
            "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final int ACTIVE = 8;

    private ComponentStates() {}

    static String inactive(BundleContext framework) throws InvalidSyntaxException {
        ServiceReference<?>[] references = framework.getAllServiceReferences(RUNTIME, null);
        if (references == null) {
            return "no " + RUNTIME;
        }
        StringBuilder out = new StringBuilder();
        try {
            Object runtime = framework.getService(references[0]);
            Method configurations = null;
            for (Method m : runtime.getClass().getMethods()) {
                if (m.getName().equals("getComponentConfigurationDTOs")) {
                    configurations = m;
                }
            }
            Method descriptions =
                    runtime.getClass()
                            .getMethod(
                                    "getComponentDescriptionDTOs",
                                    org.osgi.framework.Bundle[].class);
            Object none = new org.osgi.framework.Bundle[0];
            for (Object d : (Collection<?>) descriptions.invoke(runtime, none)) {
                Collection<?> all = (Collection<?>) configurations.invoke(runtime, d);
                if (all.isEmpty()) {
                    out.append('\n').append(field(d, "name")).append(": no configuration");
                }
                for (Object c : all) {
                    if ((int) field(c, "state") != ACTIVE) {
                        out.append('\n').append(field(d, "name")).append(": ").append(c);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            out.append('\n').append(e);
        }
        for (Map.Entry<Thread, StackTraceElement[]> t : Thread.getAllStackTraces().entrySet()) {
            String name = t.getKey().getName();
            if (name.startsWith("labthings-") || name.startsWith("SCR") || name.startsWith("CM ")) {
                out.append('\n').append(name);
                for (StackTraceElement e : t.getValue()) {
                    out.append("\n    ").append(e);
                }
            }
        }
        return out.toString();
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }
}
