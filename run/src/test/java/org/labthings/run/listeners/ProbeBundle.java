package org.labthings.run.listeners;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The package {@code probe} of these tests as a bundle, and what it says. */
final class ProbeBundle {
    private static final String PACKAGE = ProbeBundle.class.getPackageName() + ".probe";

    private ProbeBundle() {}

    /** Packs it. */
    static Path build(Path file) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", PACKAGE);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", PACKAGE);
            builder.setProperty("-noextraheaders", "true");
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                File f = new File(entry);
                if (f.isDirectory()
                        || f.getName().contains("labthings")
                        || f.getName().contains("osgi")) {
                    builder.addClasspath(f);
                }
            }
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            jar.write(file.toFile());
            return file;
        }
    }

    /** Has it do a check. */
    static String check(BundleContext context, String check) throws Exception {
        return probe(context).apply(check);
    }

    @SuppressWarnings("unchecked") // the probe's type
    private static Function<String, String> probe(BundleContext context) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (System.nanoTime() < end) {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<Function>> found =
                    context.getServiceReferences(Function.class, "(lab.probe=listeners)");
            if (!found.isEmpty()) {
                return context.getService(found.iterator().next());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)); // nothing to wait on
        }
        throw new AssertionError(
                "the probe is not there; bundles " + Arrays.toString(context.getBundles()));
    }

    /**
     * Writes, or deletes, a configuration in ConfigAdmin, whose classes are not those of the tests.
     *
     * @param factoryName null for a configuration that there is one of
     * @param properties null to delete it
     */
    static void configure(
            BundleContext context, String pid, String factoryName, Map<String, Object> properties)
            throws Exception {
        ServiceReference<?> reference =
                context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0];
        Object admin = context.getService(reference);
        ClassLoader loader = admin.getClass().getClassLoader();
        Class<?> type = loader.loadClass("org.osgi.service.cm.ConfigurationAdmin");
        Class<?> kind = loader.loadClass("org.osgi.service.cm.Configuration");
        Object configuration =
                factoryName == null
                        ? type.getMethod("getConfiguration", String.class, String.class)
                                .invoke(admin, pid, "?")
                        : type.getMethod(
                                        "getFactoryConfiguration",
                                        String.class,
                                        String.class,
                                        String.class)
                                .invoke(admin, pid, factoryName, "?");
        if (properties == null) {
            kind.getMethod("delete").invoke(configuration);
        } else {
            Dictionary<String, Object> written = new Hashtable<>(properties);
            kind.getMethod("update", Dictionary.class).invoke(configuration, written);
        }
    }
}
