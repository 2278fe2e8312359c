package org.labthings.core;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.ParameterList;
import org.osgi.annotation.versioning.ProviderType;

/** An action of a running Thing. From any thread. */
@ProviderType
public interface ServedAction {
    /** Wire name. */
    String name();

    /** Title, never null. */
    String title();

    /** Description, or null. */
    String description();

    /** Its parameters. */
    ParameterList input();

    /** Type of its result; null for a method that returns nothing. */
    DataType output();

    /** Whether it runs at once, whatever else does. */
    boolean emergency();

    /** Whether only administrators may invoke it, where people have to log in. */
    default boolean administration() {
        return false;
    }

    /**
     * Validates the arguments, registers an invocation and starts it; does not wait for it.
     *
     * @param body JSON body; null when there was none
     * @throws org.labthings.schema.ValidationException when it does not fit; nothing is registered
     * @throws BusyException when the queue of invocations is full
     */
    InvocationRecord invoke(JsonNode body, BlobLinks links);
}
