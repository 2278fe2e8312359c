package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.UnencodableException;

/** Writes values whose type is known at run time only. */
final class AnyEncoder {
    private AnyEncoder() {}

    static void write(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        write(value, out, links, 0);
    }

    private static void write(Object value, JsonGenerator out, BlobLinks links, int depth)
            throws IOException {
        Object v = JavaValues.reduce(value);
        if (v == null) {
            out.writeNull();
        } else if (v instanceof String s) {
            out.writeString(s);
        } else if (v instanceof Boolean b) {
            out.writeBoolean(b);
        } else if (v instanceof Number n) {
            writeNumber(n, out);
        } else if (v instanceof Blob b) {
            BlobType.write(b, null, out, links);
        } else if (v instanceof Collection<?> c) {
            requireShallow(depth, c);
            out.writeStartArray();
            for (Object element : c) {
                write(element, out, links, depth + 1);
            }
            out.writeEndArray();
        } else if (v instanceof Map<?, ?> m) {
            requireShallow(depth, m);
            out.writeStartObject();
            for (Map.Entry<?, ?> e : m.entrySet()) {
                out.writeFieldName(String.valueOf(JavaValues.reduce(e.getKey())));
                write(e.getValue(), out, links, depth + 1);
            }
            out.writeEndObject();
        } else {
            throw unencodable(v);
        }
    }

    private static void requireShallow(int depth, Object v) throws UnencodableException {
        if (depth >= JavaValues.MAX_DEPTH) {
            throw new UnencodableException(
                    "A "
                            + v.getClass().getName()
                            + " is nested more than "
                            + JavaValues.MAX_DEPTH
                            + " levels deep; does it contain itself?");
        }
    }

    static UnencodableException unencodable(Object v) {
        return new UnencodableException(
                v instanceof byte[]
                        ? "Bytes that are not UTF-8 text have no JSON form; return a Blob"
                        : "A value of class " + v.getClass().getName() + " has no JSON form");
    }

    /** Writes a number: floats always with a fraction or exponent, NaN and infinities as null. */
    static void writeNumber(Number n, JsonGenerator out) throws IOException {
        if (n instanceof Double d) {
            writeDouble(d, out);
        } else if (n instanceof Float f) {
            writeFloat(f, out);
        } else if (n instanceof Integer || n instanceof Short || n instanceof Byte) {
            out.writeNumber(n.intValue());
        } else if (n instanceof Long) {
            out.writeNumber(n.longValue());
        } else if (n instanceof BigInteger i) {
            out.writeNumber(i);
        } else if (n instanceof BigDecimal d) {
            out.writeNumber(d);
        } else {
            throw unencodable(n);
        }
    }

    /** Writes a float, NaN and infinities as null. */
    static void writeDouble(double d, JsonGenerator out) throws IOException {
        if (Double.isFinite(d)) {
            out.writeNumber(d);
        } else {
            out.writeNull();
        }
    }

    /** Writes a short float, NaN and infinities as null. */
    static void writeFloat(float f, JsonGenerator out) throws IOException {
        if (Float.isFinite(f)) {
            out.writeNumber(f);
        } else {
            out.writeNull();
        }
    }
}
