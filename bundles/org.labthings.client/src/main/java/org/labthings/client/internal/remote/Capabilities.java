package org.labthings.client.internal.remote;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.labthings.client.ThingClient;
import org.labthings.hardware.Stage;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** The interfaces of {@code org.labthings.hardware} that a remote Thing has all methods of. */
final class Capabilities {
    private Capabilities() {}

    static List<Class<?>> of(ThingClient client) {
        List<Class<?>> out = new ArrayList<>();
        for (Class<?> type : all()) {
            if (client.offers(type)) {
                out.add(type);
            }
        }
        return out;
    }

    /** Every public interface of the package that has something to implement. */
    private static List<Class<?>> all() {
        Bundle bundle = FrameworkUtil.getBundle(Stage.class);
        String folder = Stage.class.getPackageName().replace('.', '/');
        Collection<String> files =
                bundle.adapt(BundleWiring.class)
                        .listResources("/" + folder, "*.class", BundleWiring.LISTRESOURCES_LOCAL);
        List<Class<?>> out = new ArrayList<>();
        for (String file : new TreeSet<>(files)) {
            if (file.contains("$") || file.endsWith("package-info.class")) {
                continue;
            }
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            try {
                Class<?> type = Class.forName(name, false, Stage.class.getClassLoader());
                if (type.isInterface() && Modifier.isPublic(type.getModifiers()) && asks(type)) {
                    out.add(type);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                // one that cannot be had is none that a Thing can have
            }
        }
        return out;
    }

    private static boolean asks(Class<?> type) {
        for (Method m : type.getMethods()) {
            if (Modifier.isAbstract(m.getModifiers())) {
                return true;
            }
        }
        return false;
    }
}
