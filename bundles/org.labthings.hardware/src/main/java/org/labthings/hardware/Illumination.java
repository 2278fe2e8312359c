package org.labthings.hardware;

import java.io.IOException;
import java.time.Duration;
import org.labthings.api.Invocation;
import org.osgi.annotation.versioning.ConsumerType;

/** A light that can be switched. All methods may be called from any thread. */
@ConsumerType
public interface Illumination {
    /**
     * Switches the light; blocks until the hardware has done it, some milliseconds.
     *
     * @param ledOn whether it shall be on
     * @throws IOException when the hardware does not answer, or has no such light
     * @throws InterruptedException when the thread is interrupted
     */
    void setLed(boolean ledOn) throws IOException, InterruptedException;

    /**
     * Switches the light off and on several times; blocks. It is on afterwards, also when this was
     * cancelled.
     *
     * @param numberOfFlashes how often
     * @param dt how long it is off, and on, each time, in seconds
     * @throws IOException when the hardware does not answer, or has no such light
     * @throws InterruptedException when the thread is interrupted; the light is on then
     */
    default void flash(int numberOfFlashes, double dt) throws IOException, InterruptedException {
        Duration time = Duration.ofNanos(Math.round(dt * 1e9));
        try {
            for (int i = 0; i < numberOfFlashes; i++) {
                setLed(false);
                Invocation.sleep(time);
                setLed(true);
                Invocation.sleep(time);
            }
        } finally {
            setLed(true);
        }
    }
}
