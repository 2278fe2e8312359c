package org.labthings.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An enum that says what its constants are on the wire. Without it a constant {@code DARK_FIELD} is
 * {@code "dark_field"}.
 */
@ConsumerType
public interface WireValue {
    /**
     * {@return a string, integer or boolean; different for each constant} Anything else makes the
     * Thing unservable.
     */
    Object wireValue();
}
