package org.labthings.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** One declared Java type, compiled once; immutable, used from any thread without locks. */
@ProviderType
public interface DataType {
    /** Its WoT Data Schema, definitions inlined; a copy that the caller may change. */
    ObjectNode schema();

    /** Whether null is one of its values. */
    boolean nullable();

    /** Whether its values cannot change in place, so that their encoding may be kept. */
    boolean immutable();

    /** Whether its values may contain blobs, whose links depend on the request. */
    boolean containsBlobs();

    /**
     * Validates and coerces JSON from outside, with the coercions of {@code Pydantic}'s lax mode
     * (LabThings specification 1.5.2) and the constraints.
     *
     * @param json the value; a Java null or a JSON null stands for null
     * @param decoding where issues are collected, and where blobs are found
     * @return the value as declared, or null if issues were added
     */
    Object decode(JsonNode json, Decoding decoding);

    /**
     * Validates and coerces what Java code returned or assigned, by the same rules as far as they
     * apply: an integer becomes a float where a float is declared, a number out of range is
     * refused.
     *
     * @return the value as declared; the same object wherever nothing had to be coerced
     * @throws ValidationException listing every issue
     */
    Object check(Object value);

    /**
     * Writes a value that {@link #check} or {@link #decode} returned.
     *
     * @throws IOException when the output fails
     * @throws UnencodableException when the value cannot be represented as JSON
     */
    void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException;
}
