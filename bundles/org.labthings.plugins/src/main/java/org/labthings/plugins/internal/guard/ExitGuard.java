package org.labthings.plugins.internal.guard;

import java.nio.charset.StandardCharsets;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.slf4j.Logger;

/**
 * Keeps the code of plugins from ending the process: in their classes, calls of {@code
 * System.exit}, {@code Runtime.exit} and {@code Runtime.halt} throw instead. (The security manager,
 * which could do this once, is gone from newer JVMs.) Reflection and native code get past it; that
 * is not an accident any more.
 */
public final class ExitGuard implements WeavingHook {
    private final String locations;
    private final Logger log;

    /** A guard over the bundles whose locations begin like this. */
    public ExitGuard(String locations, Logger log) {
        this.locations = locations;
        this.log = log;
    }

    @Override
    public void weave(WovenClass woven) {
        if (!woven.getBundleWiring().getBundle().getLocation().startsWith(locations)) {
            return;
        }
        byte[] bytes = woven.getBytes();
        if (!mayEndTheProcess(bytes)) {
            return;
        }
        try {
            woven.setBytes(ExitCalls.replace(bytes));
        } catch (RuntimeException e) { // a class that the library does not understand runs as it is
            log.warn("Class {} is not guarded against System.exit: {}", woven.getClassName(), e);
        }
    }

    /** Whether the names are there at all; nearly always they are not. */
    private static boolean mayEndTheProcess(byte[] classFile) {
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        return (text.contains("java/lang/System") || text.contains("java/lang/Runtime"))
                && (text.contains("exit") || text.contains("halt"));
    }
}
