package org.labthings.launcher.internal.framework;

import java.util.LinkedHashMap;
import java.util.Map;

/** When a bundle starts; it stops in the reverse order. See {@code docs/architecture.md}. */
public final class StartLevels {
    /** Where the framework ends up. */
    static final int LAST = 6;

    /** What the framework gives a bundle unless told otherwise. */
    static final int INITIAL = 1;

    private static final int INFRASTRUCTURE = INITIAL;
    private static final int FACES = 6;
    private static final Map<String, Integer> BY_BEGINNING = new LinkedHashMap<>();

    static {
        BY_BEGINNING.put("org.labthings.api", INFRASTRUCTURE);
        BY_BEGINNING.put("org.labthings.hardware", INFRASTRUCTURE);
        BY_BEGINNING.put("org.labthings.schema", 2);
        BY_BEGINNING.put("org.labthings.logging", 2);
        BY_BEGINNING.put("org.labthings.core", 2);
        BY_BEGINNING.put("org.labthings.thing.", 3);
        BY_BEGINNING.put("org.labthings.plugins", 4);
        BY_BEGINNING.put("org.labthings.config", 5);
        BY_BEGINNING.put(
                "org.apache.felix.fileinstall", 5); // not before plugins can take its files
        BY_BEGINNING.put("org.labthings.", FACES);
    }

    private StartLevels() {}

    static int of(String symbolicName) {
        for (Map.Entry<String, Integer> rule : BY_BEGINNING.entrySet()) {
            if (symbolicName.startsWith(rule.getKey())) {
                return rule.getValue();
            }
        }
        return INFRASTRUCTURE;
    }
}
