package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Decoding;

/** How long a string or collection may be. */
final class LengthLimits {
    private final Integer min;
    private final Integer max;

    LengthLimits(Constraints declared) {
        min = declared.minLength();
        max = declared.maxLength();
        if (min != null && min < 0 || max != null && max < 0) {
            throw new UnservableThingError("A length limit must not be negative");
        }
    }

    boolean none() {
        return min == null && max == null;
    }

    boolean admits(int length) {
        return (min == null || length >= min) && (max == null || length <= max);
    }

    /** Whether a collection of this length is over the limit already. */
    boolean exceeded(int length) {
        return max != null && length > max;
    }

    void describe(ObjectNode schema, String minName, String maxName) {
        if (min != null) {
            schema.put(minName, min);
        }
        if (max != null) {
            schema.put(maxName, max);
        }
    }

    /** Notes a string of the wrong length; true if it is right. */
    boolean enforceText(int length, String prefix, String words, JsonNode input, Decoding run) {
        if (max != null && length > max) {
            String msg = words + " at most " + max + unit(words, max);
            run.issue(prefix + "_too_long", msg, input, ctx("max_length", max));
            return false;
        }
        if (min != null && length < min) {
            String msg = words + " at least " + min + unit(words, min);
            run.issue(prefix + "_too_short", msg, input, ctx("min_length", min));
            return false;
        }
        return true;
    }

    private static String unit(String words, int n) {
        String one = words.startsWith("Data") ? " byte" : " character";
        return n == 1 ? one : one + "s";
    }

    /**
     * Notes a collection of the wrong length; true if it is right.
     *
     * @param value the collection as received
     */
    boolean enforceItems(int length, String kind, Supplier<JsonNode> value, Decoding run) {
        if (admits(length)) {
            return true;
        }
        JsonNode input = value.get();
        if (max != null && length > max) {
            ObjectNode ctx =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("field_type", kind)
                            .put("max_length", max);
            boolean set = kind.equals("Set"); // counted only until it is too long
            ctx.set("actual_length", set ? ctx.nullNode() : ctx.numberNode(length));
            String msg = kind + " should have at most " + max + items(max);
            run.issue("too_long", msg + (set ? "more" : length), input, ctx);
            return false;
        }
        if (min != null && length < min) {
            ObjectNode ctx =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("field_type", kind)
                            .put("min_length", min)
                            .put("actual_length", length);
            String msg = kind + " should have at least " + min + items(min) + length;
            run.issue("too_short", msg, input, ctx);
            return false;
        }
        return true;
    }

    private static String items(int n) {
        return (n == 1 ? " item" : " items") + " after validation, not ";
    }

    private static ObjectNode ctx(String name, int value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
