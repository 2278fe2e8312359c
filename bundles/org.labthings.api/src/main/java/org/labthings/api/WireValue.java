package org.labthings.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An enum that says what its constants are on the wire. Without it a constant {@code DARK_FIELD} is
 * {@code "dark_field"}.
 */
@ConsumerType
public interface WireValue {
    /** A string, integer or boolean; different for each constant. */
    Object wireValue();
}
