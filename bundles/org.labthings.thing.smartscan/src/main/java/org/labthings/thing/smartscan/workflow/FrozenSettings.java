package org.labthings.thing.smartscan.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.api.InvocationError;

/**
 * The settings of one scan: what is changed later does not concern it. They are stored with the
 * scan, and read again when it is resumed.
 */
final class FrozenSettings {
    private final Map<String, Object> values;

    /** These settings, by their names on the wire, as JDK values. */
    FrozenSettings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Map<String, Object> values() {
        return values;
    }

    int integer(String name) {
        return Math.toIntExact(Math.round(number(name)));
    }

    double number(String name) {
        return get(name, Number.class).doubleValue();
    }

    boolean flag(String name) {
        return get(name, Boolean.class);
    }

    String text(String name) {
        return get(name, String.class);
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new InvocationError(
                    "The scan's settings say "
                            + (values.containsKey(name) ? value : "nothing")
                            + " for '"
                            + name
                            + "', so it cannot be resumed. Start a new scan.");
        }
        return type.cast(value);
    }
}
