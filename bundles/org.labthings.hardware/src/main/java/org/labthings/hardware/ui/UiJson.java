package org.labthings.hardware.ui;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records as JDK values. */
final class UiJson {
    private UiJson() {}

    static Map<String, Object> of(Record element) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (RecordComponent c : element.getClass().getRecordComponents()) {
            try {
                json.put(wireName(c.getName()), value(c.getAccessor().invoke(element)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // the records of this package are public
            }
        }
        return json;
    }

    private static Object value(Object value) {
        if (value instanceof UiElement e) {
            return e.toJson();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(UiJson::value).toList();
        }
        return value instanceof Optional<?> o ? o.orElse(null) : value;
    }

    private static String wireName(String name) {
        return name.replaceAll("(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT);
    }
}
