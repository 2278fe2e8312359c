package org.labthings.plugins.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Guarded classes are loaded and run: a guard that lets one call through ends the test run. */
class ExitCallsTest {
    /** What drivers may come up with. */
    public static class Leaver implements Runnable {
        @Override
        public void run() {
            System.exit(70);
        }
    }

    /** More of it. */
    public static class Halter implements Runnable {
        @Override
        public void run() {
            try {
                Runtime.getRuntime().exit(71);
            } catch (SecurityException e) {
                Runtime.getRuntime().halt(72);
            }
        }
    }

    /** By a method reference. */
    public static class Referrer implements Runnable {
        @Override
        public void run() {
            IntConsumer leave = System::exit;
            IntConsumer halt = Runtime.getRuntime()::halt;
            assertThrows(SecurityException.class, () -> halt.accept(74));
            leave.accept(73);
        }
    }

    /** In an interface. */
    public interface Leaving {
        /** Leaves. */
        default void leave() {
            System.exit(75);
        }
    }

    /** Harmless. */
    public static class Harmless implements Runnable {
        @Override
        public void run() {
            System.gc();
        }
    }

    private static final class Guarded extends ClassLoader {
        private final Class<?> original;

        Guarded(Class<?> original) {
            super(ExitCallsTest.class.getClassLoader());
            this.original = original;
        }

        Class<?> load() throws Exception {
            String file = original.getName().replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
                byte[] guarded = ExitCalls.replace(in.readAllBytes());
                return defineClass(original.getName(), guarded, 0, guarded.length);
            }
        }
    }

    private static Runnable guarded(Class<?> original) throws Exception {
        return (Runnable) new Guarded(original).load().getConstructor().newInstance();
    }

    @Test
    void everyWayToEndTheProcessThrows() throws Exception {
        for (Class<?> c : new Class<?>[] {Leaver.class, Halter.class, Referrer.class}) {
            SecurityException e = assertThrows(SecurityException.class, guarded(c)::run);
            assertTrue(e.getMessage().startsWith("A driver must not end the server"));
        }
        assertEquals(2, new Guarded(Leaving.class).load().getDeclaredMethods().length);
    }

    @Test
    void otherClassesRunAsTheyAre() throws Exception {
        Runnable harmless = guarded(Harmless.class);
        harmless.run();
        assertEquals(1, harmless.getClass().getDeclaredMethods().length);
    }
}
