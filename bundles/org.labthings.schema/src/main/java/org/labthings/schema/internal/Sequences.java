package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.labthings.schema.Decoding;

/** Elements one by one, each at its index. */
final class Sequences {
    private Sequences() {}

    /** Decodes all elements; those with issues are left out. */
    static List<Object> decode(JsonNode array, ValueType element, Decoding run) {
        List<Object> out = new ArrayList<>(array.size());
        int index = 0;
        for (JsonNode json : array) {
            run.enter(index++);
            int before = run.count();
            Object value = element.decode(json, run);
            if (run.count() == before) {
                out.add(value);
            }
            run.leave();
        }
        return out;
    }

    /** Converts all elements; those with issues are left out. */
    static List<Object> convert(Collection<?> values, ValueType element, Decoding run) {
        List<Object> out = new ArrayList<>(values.size());
        int index = 0;
        for (Object value : values) {
            run.enter(index++);
            int before = run.count();
            Object converted = element.convert(value, run);
            if (run.count() == before) {
                out.add(converted);
            }
            run.leave();
        }
        return out;
    }
}
