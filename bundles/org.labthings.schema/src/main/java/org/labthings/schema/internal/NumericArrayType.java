package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.labthings.api.NumericArray;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Arrays of numbers of any number of dimensions: nested lists of equal length. */
final class NumericArrayType extends ValueType {
    private static final int SCHEMA_LEVELS = 7;
    private static final double EXACT = 0x1p53; // integers beyond are not all exact

    @Override
    boolean accepts(Object value) {
        return value instanceof NumericArray;
    }

    @Override
    String label() {
        return "NDArray";
    }

    @Override
    boolean hasText() {
        return false;
    }

    @Override
    boolean referenced() {
        return true;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("title", "NumericArray");
        out.put("description", "A number, or nested lists of numbers, of equal length each.");
        ArrayNode oneOf = out.putArray("oneOf");
        numbers(oneOf);
        for (int levels = 1; levels < SCHEMA_LEVELS; levels++) {
            ObjectNode numbers = JsonNodeFactory.instance.objectNode();
            numbers(numbers.putArray("oneOf"));
            oneOf.add(nested(levels, numbers));
        }
        oneOf.add(nested(SCHEMA_LEVELS, JsonNodeFactory.instance.objectNode()));
        return out;
    }

    private static void numbers(ArrayNode alternatives) {
        alternatives.addObject().put("type", "integer");
        alternatives.addObject().put("type", "number");
    }

    private static ObjectNode nested(int levels, ObjectNode innermost) {
        ObjectNode out = innermost;
        for (int i = 0; i < levels; i++) {
            ObjectNode outer = JsonNodeFactory.instance.objectNode().put("type", "array");
            outer.set("items", out);
            out = outer;
        }
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        run.fits(Fit.LAX);
        if (json != null && json.isTextual()) {
            return NumericArray.ofText(json.textValue()); // as the reference: see NumericArray
        }
        Reading reading = new Reading();
        String wrong = json == null ? "null is no number" : reading.read(json, 0);
        if (wrong != null) {
            return ValueErrors.note(
                    "a number or nested lists of numbers are expected: " + wrong, json, run);
        }
        return reading.result();
    }

    /** Collects the numbers of a nested list. */
    private static final class Reading {
        private final List<Integer> shape = new ArrayList<>();
        private double[] data = new double[16];
        private int count;
        private boolean integral = true;
        private int leafDepth = -1;

        String read(JsonNode json, int depth) {
            if (!json.isArray()) {
                return number(json, depth);
            }
            if (leafDepth >= 0 && depth >= leafDepth) {
                return "a list stands beside a number";
            }
            if (depth == shape.size()) {
                shape.add(json.size());
            } else if (shape.get(depth) != json.size()) {
                return "lists of one level differ in length";
            }
            for (JsonNode element : json) {
                String wrong = read(element, depth + 1);
                if (wrong != null) {
                    return wrong;
                }
            }
            return null;
        }

        private String number(JsonNode json, int depth) {
            if (!json.isNumber() && !json.isBoolean()) {
                return brief(json) + " is no number";
            }
            if (leafDepth >= 0 && leafDepth != depth || depth < shape.size()) {
                return "a list stands beside a number";
            }
            leafDepth = depth;
            double d = json.isBoolean() ? (json.booleanValue() ? 1 : 0) : json.doubleValue();
            integral &= !json.isNumber() || json.isIntegralNumber() && Math.abs(d) <= EXACT;
            if (count == data.length) {
                data = Arrays.copyOf(data, count * 2);
            }
            data[count++] = d;
            return null;
        }

        private static String brief(JsonNode json) {
            String text = json.toString();
            return text.length() > 40 ? text.substring(0, 37) + "..." : text;
        }

        NumericArray result() {
            int[] lengths = shape.stream().mapToInt(Integer::intValue).toArray();
            return new NumericArray(lengths, Arrays.copyOf(data, count), integral && count > 0);
        }
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        NumericArray array = (NumericArray) value;
        if (array.text().isPresent()) {
            out.writeString(array.text().get());
            return;
        }
        write(array.shape(), 0, array.data(), 0, array.integral(), out);
    }

    private static int write(
            int[] shape, int level, double[] data, int from, boolean integral, JsonGenerator out)
            throws IOException {
        if (level == shape.length) {
            if (integral && Math.abs(data[from]) <= 0x1p62) {
                out.writeNumber((long) data[from]);
            } else {
                AnyEncoder.writeDouble(data[from], out);
            }
            return from + 1;
        }
        int at = from;
        out.writeStartArray();
        for (int i = 0; i < shape[level]; i++) {
            at = write(shape, level + 1, data, at, integral, out);
        }
        out.writeEndArray();
        return at;
    }

    /** An array as nested lists, or as a number. */
    static Object nested(NumericArray array) {
        if (array.text().isPresent()) {
            return array.text().get();
        }
        int[] at = {0};
        return nested(array.shape(), 0, array.data(), at, array.integral());
    }

    private static Object nested(int[] shape, int level, double[] data, int[] at, boolean whole) {
        if (level == shape.length) {
            double d = data[at[0]++];
            return whole && Math.abs(d) <= 0x1p62 ? (Object) (long) d : (Object) d;
        }
        List<Object> out = new ArrayList<>(shape[level]);
        for (int i = 0; i < shape[level]; i++) {
            out.add(nested(shape, level + 1, data, at, whole));
        }
        return out;
    }
}
