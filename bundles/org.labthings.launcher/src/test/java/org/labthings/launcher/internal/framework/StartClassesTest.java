package org.labthings.launcher.internal.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.launch.Framework;

class StartClassesTest {
    private static final String FIRST = First.class.getName();
    private static final String SECOND = Second.class.getName();
    private static final int SECONDS = 20;

    @TempDir Path folder;
    private Framework framework;
    private BundleContext context;

    /** Goes into the bundle. */
    static final class First {}

    /** The same. */
    static final class Second {}

    @BeforeEach
    void startFramework() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("cache").toString()));
        framework.start();
        context = framework.getBundleContext();
        context.installBundle(BundleSet.SCHEME + jar().toUri());
    }

    @AfterEach
    void stopFramework() throws Exception {
        System.clearProperty(StartClasses.FILE);
        framework.stop();
        assertTrue(framework.waitForStop(SECONDS * 1000L).getType() != 0);
    }

    private Path jar() throws Exception {
        Path file = folder.resolve("some.classes.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "some.classes");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String name : List.of(FIRST, SECOND)) {
                String path = name.replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(path));
                try (InputStream in = getClass().getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(jar);
                }
            }
        }
        return file;
    }

    private static String line(String name, String jar) {
        return name + " source: file:/home/labthings/bundles/" + jar + "\n";
    }

    @Test
    void whatWasLoadedBeforeTheServerListenedIsListedTheLastFirst() throws Exception {
        String before =
                "java.lang.Object source: shared objects file\n"
                        + line(FIRST, "some.classes.jar")
                        + line("some.Hidden/0x00007f", "some.classes.jar")
                        + line("some.Other", "other.jar")
                        + line(SECOND, "some.classes.jar");
        Path log =
                Files.writeString(folder.resolve("log"), before + line(FIRST, "some.classes.jar"));
        Path list = folder.resolve("list");
        StartClasses.record(log, before.length(), list, context);
        assertEquals(
                List.of("some.classes.jar " + SECOND, "some.classes.jar " + FIRST),
                Files.readAllLines(list));
    }

    @Test
    void whatIsListedIsLoadedWithoutBeingAskedFor() throws Exception {
        BlockingQueue<String> loaded = new LinkedBlockingQueue<>();
        WeavingHook hook = woven -> loaded.add(woven.getClassName());
        context.registerService(WeavingHook.class, hook, null);
        Path list =
                Files.write(
                        folder.resolve("list"),
                        List.of("gone.jar some.Thing", "", "some.classes.jar " + SECOND));
        System.setProperty(StartClasses.FILE, list.toString());
        StartClasses.preload(context);
        assertEquals(SECOND, loaded.poll(SECONDS, TimeUnit.SECONDS));
    }
}
