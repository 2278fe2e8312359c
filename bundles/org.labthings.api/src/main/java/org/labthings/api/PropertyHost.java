package org.labthings.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What the platform does when a handle is used; implemented by the platform and attached to each
 * handle of a Thing before its settings are loaded. Driver code never calls it.
 */
@ProviderType
public interface PropertyHost {
    /**
     * Validates, stores (by {@link DataProperty#store}), publishes and, for a setting, saves a
     * value that code or HTTP assigns. Called on the assigner's thread.
     *
     * @param property a handle of its Thing
     * @param value not checked yet
     * @throws GlobalLockBusyError when the global lock is enabled, applies, and is held elsewhere
     * @throws RuntimeException when the value does not fit; the old value stays
     */
    void assign(DataProperty<?> property, Object value);

    /**
     * Attached to an event handle: publishes one occurrence. Called on the emitter's thread.
     *
     * @param source a handle of its Thing
     * @param data not checked yet; null for none
     * @throws RuntimeException when the data does not fit
     */
    void emit(EventSource<?> source, Object data);

    /**
     * Attached to a dynamic property: publishes its new value. Called on the teller's thread.
     *
     * @param property of its Thing; one that a handle keeps is ignored
     * @param value not checked yet
     * @throws RuntimeException when somebody observes and the value does not fit
     */
    void changed(DynamicProperty property, Object value);
}
