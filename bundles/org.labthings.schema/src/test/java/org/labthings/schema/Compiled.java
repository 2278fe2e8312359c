package org.labthings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.api.Constraints;

/** Short forms for tests. */
final class Compiled {
    /** Finds no blob, and links to them by id. */
    static final BlobLinks NO_BLOBS =
            new BlobLinks() {
                @Override
                public String href(Blob blob) {
                    return "http://here/blob/" + blob.id();
                }

                @Override
                public Optional<Blob> find(UUID id) {
                    return Optional.empty();
                }
            };

    private Compiled() {}

    /** The type of a field, with the field's annotations. */
    static DataType field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            return new TypeCompiler().compile(field.getAnnotatedType(), field, Constraints.NONE);
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static DataType of(Class<?> type) {
        return new TypeCompiler().compile(type, null, Constraints.NONE);
    }

    static JsonNode json(String text) {
        return Json.parse(text);
    }

    /** Decodes a JSON text that must fit. */
    static Object decode(DataType type, String text) {
        Decoding run = new Decoding(NO_BLOBS, "body");
        Object out = type.decode(json(text), run);
        run.throwIfFailed();
        return out;
    }

    /** The issues of a JSON text. */
    static List<Issue> issues(DataType type, String text) {
        Decoding run = new Decoding(NO_BLOBS, "body");
        type.decode(json(text), run);
        return run.issues();
    }

    static String encode(DataType type, Object value) throws IOException {
        return new String(
                Json.bytes(out -> type.encode(value, out, NO_BLOBS)),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
