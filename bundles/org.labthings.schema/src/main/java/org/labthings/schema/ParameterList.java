package org.labthings.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The parameters of an action, compiled once: its input object. Immutable. */
@ProviderType
public interface ParameterList {
    /** Data Schema of the input, as LabThings specification 2.4.1 has it. */
    ObjectNode schema(String actionName);

    /** Whether the action declares no parameter at all, not even a catch-all. */
    boolean isEmpty();

    /** Whether arguments may contain blobs. */
    boolean containsBlobs();

    /**
     * Validates a request body by the table of LabThings specification 1.8.1; an absent body counts
     * as an empty object where every parameter has a default.
     *
     * @param body the JSON body, null (or a JSON null) when absent
     * @return wire name to value, defaults filled in, in declaration order, extras last; null when
     *     there was no body and no parameter; meaningless if issues were added
     */
    Map<String, Object> decode(JsonNode body, Decoding decoding);

    /** The values as the method's arguments, extras gathered in its catch-all. */
    Object[] arguments(Map<String, Object> values);

    /**
     * Writes validated values as the invocation's {@code input}; null as null.
     *
     * @throws IOException as {@link DataType#encode}
     */
    void encode(Map<String, Object> values, JsonGenerator out, BlobLinks links) throws IOException;
}
