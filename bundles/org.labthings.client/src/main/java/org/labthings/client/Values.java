package org.labthings.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.labthings.api.Blob;
import org.labthings.client.internal.json.ClientJson;

/** Values of a server as Java types. */
final class Values {
    private Values() {}

    /** A value of JDK types and blobs as a type. */
    @SuppressWarnings("unchecked") // it is an instance, or was converted
    static <T> T converted(Object value, TypeReference<T> type) {
        JavaType wanted = ClientJson.MAPPER.constructType(type);
        if (value instanceof Blob && wanted.getRawClass().isInstance(value)) {
            return (T) value;
        }
        return (T) ClientJson.convert(ClientJson.tree(value), wanted);
    }

    /**
     * A value as a type. A blob becomes its data where bytes are wanted, which downloads it.
     *
     * @throws IllegalArgumentException when it is of another type
     * @throws IOException when a blob cannot be downloaded
     */
    static Object as(JsonNode value, JavaType type, Connection connection) throws IOException {
        Class<?> raw = type.getRawClass();
        if (raw == Optional.class) {
            return value.isNull() || value.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(as(value, type.containedTypeOrUnknown(0), connection));
        }
        if (raw == void.class || raw == Void.class) {
            return null;
        }
        if (raw == Object.class) {
            return connection.value(value);
        }
        if (raw == Blob.class || raw == byte[].class && Connection.isBlob(value)) {
            if (value.isNull()) {
                return null;
            }
            if (!Connection.isBlob(value)) {
                throw new IllegalArgumentException("is no blob: " + value);
            }
            Blob blob = connection.blob(value);
            return raw == Blob.class ? blob : blob.content();
        }
        if (raw.isPrimitive() && value.isNull()) {
            throw new IllegalArgumentException("is null, not " + type);
        }
        return ClientJson.convert(value, type);
    }
}
