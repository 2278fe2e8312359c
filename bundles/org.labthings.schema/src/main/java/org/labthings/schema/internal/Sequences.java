package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.labthings.schema.Decoding;

/** Elements one by one, each at its index. */
final class Sequences {
    private Sequences() {}

    /** Decodes all elements; meaningless when issues were noted. */
    static List<Object> decode(JsonNode array, ValueType element, Decoding run) {
        List<Object> out = new ArrayList<>(array.size());
        int index = 0;
        for (JsonNode json : array) {
            run.enter(index++);
            out.add(element.decode(json, run));
            run.leave();
        }
        return out;
    }

    /** Converts all elements; meaningless when issues were noted. */
    static List<Object> convert(Collection<?> values, ValueType element, Decoding run) {
        List<Object> out = new ArrayList<>(values.size());
        int index = 0;
        for (Object value : values) {
            run.enter(index++);
            out.add(element.convert(value, run));
            run.leave();
        }
        return out;
    }
}
