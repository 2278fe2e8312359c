package org.labthings.hardware;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something whose own lamp an {@link Illumination} switches: a simulated camera, or one with a lamp
 * output. Its slot is typed by this.
 */
@ConsumerType
public interface Illuminated {
    /**
     * Switches the lamp; does not block. From any thread.
     *
     * @param on whether it shall be on
     */
    void setLed(boolean on);
}
