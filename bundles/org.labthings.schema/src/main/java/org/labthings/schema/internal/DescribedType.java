package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;

/**
 * Values of a Data Schema that was given as such, instead of being made from a Java type. The
 * schema is shown as it was given. What comes from outside is validated by it; what code hands out
 * is too, unless it is trusted: then it passes as it is.
 */
public final class DescribedType implements DataType {
    private final ObjectNode schema;
    private final ValueType values;
    private final boolean trusted;

    /**
     * A type.
     *
     * @param schema as it is shown
     * @param values what it means
     * @param trusted whether values of code pass unchecked
     */
    DescribedType(ObjectNode schema, ValueType values, boolean trusted) {
        this.schema = schema.deepCopy();
        this.values = values;
        this.trusted = trusted;
    }

    @Override
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    @Override
    public boolean nullable() {
        return values.nullable();
    }

    @Override
    public boolean immutable() {
        return !trusted && values.immutable();
    }

    @Override
    public boolean containsBlobs() {
        return trusted || values.containsBlobs();
    }

    @Override
    public Object decode(JsonNode json, Decoding decoding) {
        return values.decode(json, decoding);
    }

    @Override
    public Object check(Object value) {
        return trusted ? value : values.check(value);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        if (trusted) {
            AnyEncoder.write(value, out, links);
        } else {
            values.encode(value, out, links);
        }
    }
}
