package org.labthings.core.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A property whose value is kept in the settings file. */
public interface Setting {
    /** Wire name, the key in the file. */
    String name();

    /**
     * Its present value as JSON.
     *
     * @throws IOException when it cannot be encoded
     */
    JsonNode save() throws IOException;

    /**
     * Takes a saved value, without saving it again. A setting without a setter ignores it.
     *
     * @throws RuntimeException when the value does not fit, or its setter throws
     */
    void load(JsonNode saved);
}
