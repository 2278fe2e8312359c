package org.labthings.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.osgi.annotation.versioning.ProviderType;

/** A property or setting of a running Thing. From any thread. */
@ProviderType
public interface ServedProperty {
    /** Wire name. */
    String name();

    /** Title, never null. */
    String title();

    /** Description, or null. */
    String description();

    /** Type of its value. */
    DataType type();

    /** Whether writing over HTTP is hidden. */
    boolean readOnly();

    /** Whether changes are published. */
    boolean observable();

    /** Whether it can be reset. */
    boolean resettable();

    /** Whether its value is kept in a file. */
    boolean setting();

    /** Its encoded default, or null if it has none, or none that fits. */
    JsonNode defaultValue();

    /**
     * Whether {@link #read} only looks at memory: then it may be called on a thread that must not
     * block. Otherwise it runs driver code.
     */
    boolean memory();

    /**
     * The current value, checked and encoded.
     *
     * @return JSON as UTF-8 bytes, which must not be changed: they may be shared
     * @throws IOException never for a value that can be encoded
     * @throws RuntimeException whatever the getter throws; {@link
     *     org.labthings.api.InvalidReturnValueError} when the value does not fit its type
     */
    byte[] read(BlobLinks links) throws IOException;

    /**
     * Validates and assigns; blocks on the global lock, on driver code, and for a setting until it
     * is on disk.
     *
     * @param body JSON value; null when there was no body
     * @throws org.labthings.schema.ValidationException when the body does not fit
     * @throws RuntimeException whatever the setter throws
     */
    void write(JsonNode body, BlobLinks links);

    /** Resets to the default, or runs the resetter; blocks as {@link #write}. */
    void reset();
}
