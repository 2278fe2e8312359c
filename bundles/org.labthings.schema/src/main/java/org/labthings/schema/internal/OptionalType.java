package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** A value or null. */
final class OptionalType extends ValueType {
    private final ValueType some;

    OptionalType(ValueType some) {
        this.some = some;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof Optional<?> o && (o.isEmpty() || some.accepts(o.get()));
    }

    @Override
    Object convert(Object value, Decoding run) {
        if (accepts(value)) {
            return value;
        }
        Object plain = value instanceof Optional<?> o ? o.orElse(null) : value;
        return plain == null ? Optional.empty() : wrap(some.convert(plain, run));
    }

    private static Optional<Object> wrap(Object value) {
        return Optional.ofNullable(value);
    }

    @Override
    String label() {
        return "nullable[" + some.label() + "]";
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public boolean immutable() {
        return some.immutable();
    }

    @Override
    public boolean containsBlobs() {
        return some.containsBlobs();
    }

    /** Whether only the title is lost beside it. */
    boolean ofReferenced() {
        return some.referenced();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.putArray("oneOf").add(some.schema()).addObject().put("type", "null");
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        return json == null || json.isNull() ? Optional.empty() : wrap(some.decode(json, run));
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        Optional<?> o = (Optional<?>) value;
        if (o.isPresent()) {
            some.encode(o.get(), out, links);
        } else {
            out.writeNull();
        }
    }
}
