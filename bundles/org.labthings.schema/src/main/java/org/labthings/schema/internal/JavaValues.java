package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.api.NumericArray;
import org.labthings.api.Tuple;
import org.labthings.api.WireValue;
import org.labthings.schema.WireNames;
import org.labthings.schema.internal.time.IsoDuration;
import org.labthings.schema.internal.time.IsoText;

/** Java values whose type is known at run time only, reduced to what JSON has. */
final class JavaValues {
    /** Deeper nesting is taken for a cycle. */
    static final int MAX_DEPTH = 200;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JavaValues() {}

    /** What a constant of an enum is on the wire. */
    static Object wireValue(Enum<?> constant) {
        return constant instanceof WireValue w
                ? w.wireValue()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reduces a value to null, a Boolean, a Number, a String, a Collection, a Map, a Blob, or to
     * itself when JSON has nothing like it. Elements are not reduced.
     */
    static Object reduce(Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Blob) {
            return value;
        }
        if (value instanceof Number) {
            return value instanceof BigDecimal ? value.toString() : value;
        }
        if (value instanceof Enum<?> e) {
            return wireValue(e);
        }
        if (value instanceof Optional<?> o) {
            return reduce(o.orElse(null));
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof URI
                || value instanceof Path) {
            return value.toString();
        }
        if (value instanceof Duration d) {
            return IsoDuration.format(d);
        }
        if (value instanceof TemporalAccessor t) {
            String text = IsoText.format(t);
            return text != null ? text : value;
        }
        if (value instanceof NumericArray a) {
            return NumericArrayType.nested(a);
        }
        if (value instanceof Record r) {
            return members(r);
        }
        if (value instanceof byte[] b) {
            String text = utf8(b);
            return text != null ? text : value;
        }
        return value.getClass().isArray() ? elements(value) : value;
    }

    /** Bytes as text, null if they are not UTF-8. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** A view of a collection or array of any kind, null for anything else. */
    static Collection<?> elements(Object value) {
        if (value instanceof Collection<?> c) {
            return c;
        }
        if (value == null || !value.getClass().isArray()) {
            return null;
        }
        int length = Array.getLength(value);
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(value, index);
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    private static Object members(Record record) {
        boolean tuple = record.getClass().isAnnotationPresent(Tuple.class);
        Map<String, Object> named = new LinkedHashMap<>();
        List<Object> ordered = new ArrayList<>();
        for (RecordComponent c : record.getClass().getRecordComponents()) {
            try {
                c.getAccessor().setAccessible(true);
                Object member = c.getAccessor().invoke(record);
                named.put(WireNames.of(c, c.getName()), member);
                ordered.add(member);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return record; // its accessor fails: as good as no value
            }
        }
        return tuple ? ordered : named;
    }

    /**
     * A value as a JSON tree, the form in which validation coerces what is not as declared. What
     * JSON has nothing for becomes a POJO node, which no type accepts.
     */
    static JsonNode tree(Object value) {
        return tree(value, 0);
    }

    private static JsonNode tree(Object value, int depth) {
        Object v = reduce(value);
        if (v == null) {
            return NullNode.getInstance();
        }
        if (v instanceof String s) {
            return TextNode.valueOf(s);
        }
        if (v instanceof Boolean b) {
            return BooleanNode.valueOf(b);
        }
        if (v instanceof Number n) {
            return number(n);
        }
        if (depth < MAX_DEPTH && v instanceof Collection<?> c) {
            ArrayNode out = NODES.arrayNode(c.size());
            c.forEach(e -> out.add(tree(e, depth + 1)));
            return out;
        }
        if (depth < MAX_DEPTH && v instanceof Map<?, ?> m) {
            ObjectNode out = NODES.objectNode();
            m.forEach((k, e) -> out.set(String.valueOf(reduce(k)), tree(e, depth + 1)));
            return out;
        }
        return new POJONode(v.getClass().getName());
    }

    /** A number as a node; NaN stays NaN. */
    static JsonNode number(Number n) {
        if (n instanceof Double d) {
            return NODES.numberNode(d.doubleValue());
        }
        if (n instanceof Float f) {
            return NODES.numberNode(Double.parseDouble(f.toString())); // 0.1f means 0.1
        }
        if (n instanceof BigInteger i && i.bitLength() >= 64) {
            return NODES.numberNode(i);
        }
        if (n instanceof Long || n instanceof BigInteger) {
            long value = n.longValue();
            return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        }
        if (n instanceof Integer || n instanceof Short || n instanceof Byte) {
            return NODES.numberNode(n.intValue());
        }
        return n instanceof BigDecimal d
                ? NODES.numberNode(d)
                : new POJONode(n.getClass().getName());
    }
}
