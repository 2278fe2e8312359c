package org.labthings.web.internal.reload;

import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;

/**
 * What live reload is configured to; attributes and defaults are those of {@link
 * LiveReloadSettings}.
 *
 * @param insertScript whether pages get the script
 * @param folders watched as if they were served at the root
 * @param images whether changed images are exchanged
 * @param debounce milliseconds
 * @param polling milliseconds; 0 to be notified
 * @param clients open pages at most
 */
record ReloadPlan(
        boolean insertScript,
        List<String> folders,
        boolean images,
        int debounce,
        int polling,
        int clients) {

    /** Of a configuration; null when it is off. */
    static ReloadPlan of(Dictionary<String, Object> properties) {
        if (properties == null || !flag(properties, "enabled")) {
            return null;
        }
        return new ReloadPlan(
                flag(properties, "insert.script"),
                texts(properties.get("folders")),
                flag(properties, "images"),
                number(properties, "debounce", 200),
                number(properties, "polling", 0),
                number(properties, "clients", 200));
    }

    private static boolean flag(Dictionary<String, Object> properties, String key) {
        Object value = properties.get(key);
        return value == null || Boolean.parseBoolean(value.toString());
    }

    private static int number(Dictionary<String, Object> properties, String key, int otherwise) {
        return properties.get(key) instanceof Number n ? Math.max(0, n.intValue()) : otherwise;
    }

    private static List<String> texts(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Object::toString).toList();
        }
        if (value instanceof Collection<?> some) {
            return some.stream().map(Object::toString).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
