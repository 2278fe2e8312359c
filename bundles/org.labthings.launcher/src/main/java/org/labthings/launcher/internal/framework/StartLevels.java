package org.labthings.launcher.internal.framework;

import java.util.LinkedHashMap;
import java.util.Map;

/** When a bundle starts; it stops in the reverse order. See {@code docs/architecture.md}. */
public final class StartLevels {
    /** What must be there before the first answer. */
    static final int LAST = 6;

    /** Where drivers start. */
    static final int DRIVERS = 3;

    /** Where a configuration is read and nothing is served. */
    static final int CONFIGURATION = 5;

    /** Where drivers start that the configuration does not need: when the server listens. */
    static final int OTHER_DRIVERS = 7;

    /** What else the first answer does not need. */
    private static final int LATER = 8;

    /** The checks of health look at what runs by then. */
    static final int ALL = 9;

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
        BY_BEGINNING.put("org.labthings.plugins", 4);
        BY_BEGINNING.put("org.labthings.config", CONFIGURATION);
        BY_BEGINNING.put(
                "org.apache.felix.fileinstall", 5); // not before plugins can take its files
        BY_BEGINNING.put("org.labthings.gogo", LATER);
        BY_BEGINNING.put("org.apache.felix.gogo", LATER);
        BY_BEGINNING.put("org.labthings.health", ALL);
        BY_BEGINNING.put("org.labthings.metrics", LATER);
        BY_BEGINNING.put("org.labthings.turbojpeg", LATER);
        BY_BEGINNING.put("org.labthings.webconsole", LATER);
        BY_BEGINNING.put("org.apache.felix.healthcheck", ALL);
        BY_BEGINNING.put("org.labthings.", FACES);
        BY_BEGINNING.put("org.apache.felix.webconsole", LATER);
        BY_BEGINNING.put("org.apache.felix.inventory", LATER);
        BY_BEGINNING.put("org.apache.felix.eventadmin", LATER);
        BY_BEGINNING.put("org.apache.commons.commons-io", LATER);
        BY_BEGINNING.put("org.owasp.encoder", LATER);
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
