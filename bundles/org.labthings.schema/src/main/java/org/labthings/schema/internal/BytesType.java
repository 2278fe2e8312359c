package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Bytes that are UTF-8 text on the wire. */
final class BytesType extends ValueType {
    private final LengthLimits length;

    BytesType(LengthLimits length) {
        this.length = length;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof byte[] b && length.admits(b.length);
    }

    @Override
    String label() {
        return length.none() ? "bytes" : "constrained-bytes";
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out =
                JsonNodeFactory.instance.objectNode().put("type", "string").put("format", "binary");
        length.describe(out, "minLength", "maxLength");
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isTextual()) {
            return refuse(run, "bytes_type", "Input should be a valid bytes", json);
        }
        run.fits(Fit.LAX);
        byte[] bytes = json.textValue().getBytes(StandardCharsets.UTF_8);
        boolean right = length.enforceText(bytes.length, "bytes", "Data should have", json, run);
        return right ? bytes : null;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        String text = JavaValues.utf8((byte[]) value);
        if (text == null) {
            throw AnyEncoder.unencodable(value);
        }
        out.writeString(text);
    }
}
