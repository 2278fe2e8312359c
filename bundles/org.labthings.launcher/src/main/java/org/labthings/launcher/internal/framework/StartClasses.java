package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The classes of bundles that a start needs, as a training run has recorded them. A later start
 * loads them on a thread of its own, the last ones first, while the bundles start one after the
 * other: most are there before anybody asks for them.
 */
public final class StartClasses {
    /** System property: the file that holds the list. */
    public static final String FILE = "labthings.classes";

    /** System property of a training run: what the JVM logs of each class that it loads. */
    public static final String LOG = "labthings.classes.log";

    private static final String SOURCE = " source: file:";

    private StartClasses() {}

    /**
     * Writes the list: a line for each class, its bundle's jar and its name, the last one first.
     * Links the classes, too: the JVM archives only those that are.
     *
     * @param log of the JVM, as {@code -Xlog:class+load::none} writes it
     * @param start how many bytes of the log were there when the server listened: what comes later,
     *     a start does not wait for
     */
    public static void record(Path log, long start, Path list, BundleContext context)
            throws IOException {
        Map<String, Bundle> bundles = byJar(context);
        List<String> lines = new ArrayList<>();
        long end = 0;
        for (String line : Files.readAllLines(log)) {
            end += line.length() + 1L; // names of classes are ASCII
            int source = line.indexOf(SOURCE);
            Bundle bundle = source < 0 ? null : bundles.get(jar(line.substring(source)));
            if (bundle != null) {
                String name = line.substring(0, source);
                if (isLinked(bundle, name) && end <= start) {
                    lines.add(jar(line.substring(source)) + " " + name);
                }
            }
        }
        Collections.reverse(lines);
        Files.write(list, lines);
    }

    /** Asking for its members links a class without initializing it. */
    private static boolean isLinked(Bundle bundle, String name) {
        try {
            return bundle.loadClass(name).getDeclaredFields() != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // hidden, or something optional is not there
        }
    }

    /** Begins to load what the list names, if there is one. */
    static void preload(BundleContext context) {
        String list = System.getProperty(FILE);
        if (list == null || System.getProperty(LOG) != null || !Files.isReadable(Path.of(list))) {
            return;
        }
        Thread thread = new Thread(() -> load(Path.of(list), context), "labthings-preload");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load(Path list, BundleContext context) {
        try {
            Map<String, Bundle> bundles = byJar(context);
            for (String line : Files.readAllLines(list)) {
                int space = line.indexOf(' ');
                Bundle bundle = space < 0 ? null : bundles.get(line.substring(0, space));
                if (bundle != null) {
                    bundle.loadClass(line.substring(space + 1));
                }
            }
        } catch (IOException | ClassNotFoundException | IllegalStateException | LinkageError e) {
            // stopped meanwhile, or the list is of another time: it only makes a start shorter
        }
    }

    /** Bundles of the run-time set, by the names of their jars. */
    private static Map<String, Bundle> byJar(BundleContext context) {
        Map<String, Bundle> bundles = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            String location = bundle.getLocation();
            if (location.startsWith(BundleSet.SCHEME)) {
                bundles.put(jar(URI.create(location.substring(BundleSet.SCHEME.length()))), bundle);
            }
        }
        return bundles;
    }

    private static String jar(URI location) {
        return jar(location.getPath());
    }

    private static String jar(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
