package org.labthings.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The platform's one JSON dialect: what it reads, and how it writes. */
public final class Json {
    /**
     * Reads the bare tokens NaN and Infinity as Python does, integers of any size, the last of
     * duplicate keys; refuses trailing tokens. Its limits keep a hostile body from costing much.
     */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .maxNumberLength(4300)
                                                    .build())
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /** Something that writes JSON. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes to the generator.
         *
         * @throws IOException when that fails
         */
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * What a body writes, as UTF-8 bytes.
     *
     * @throws IOException as the body
     */
    public static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            body.write(generator);
        }
        return out.toByteArray();
    }

    /** A tree as UTF-8 bytes. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("A JSON tree always has a text", e);
        }
    }
}
