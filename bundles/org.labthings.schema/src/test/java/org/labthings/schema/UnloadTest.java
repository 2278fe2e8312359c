package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.labthings.schema.sample.Colour;
import org.labthings.schema.sample.Region;

/** Nothing keeps a driver's classes once its compiled types are dropped. */
class UnloadTest {
    @Test
    void classLoadersAreReleased() throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        Reference<ClassLoader> loader = useOnce(queue);
        Reference<?> released = null;
        for (int i = 0; i < 50 && released == null; i++) {
            System.gc();
            released = queue.remove(200);
        }
        assertSame(loader, released);
    }

    /** Compiles, decodes, checks and encodes a record of a class loader of its own. */
    private static Reference<ClassLoader> useOnce(ReferenceQueue<ClassLoader> queue)
            throws Exception {
        URL classes = Region.class.getProtectionDomain().getCodeSource().getLocation();
        String sample = Region.class.getPackageName() + ".";
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, UnloadTest.class.getClassLoader()) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve)
                            throws ClassNotFoundException {
                        if (!name.startsWith(sample)) {
                            return super.loadClass(name, resolve);
                        }
                        Class<?> known = findLoadedClass(name);
                        return known != null ? known : findClass(name);
                    }
                }) {
            Class<?> type = loader.loadClass(Region.class.getName());
            assertNotSame(Region.class, type);
            DataType compiled = Compiled.of(type);
            Object value = compiled.check(Compiled.decode(compiled, "{\"name\":\"n\"}"));
            assertEquals(Compiled.encode(compiled, value), anyway(value));
            new Docs(loader.loadClass(Colour.class.getName())).type();
            Compiled.issues(compiled, "{\"colours\":[1]}");
            compiled.schema();
            return new PhantomReference<>(loader, queue);
        }
    }

    private static String anyway(Object value) throws Exception {
        return Compiled.encode(Compiled.of(Object.class), value);
    }
}
