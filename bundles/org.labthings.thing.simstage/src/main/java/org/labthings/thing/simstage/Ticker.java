package org.labthings.thing.simstage;

import java.time.Duration;
import org.labthings.api.Invocation;

/** The time as the stage sees it; tests bring their own. */
interface Ticker {
    /** The real time; its sleep ends when the invocation is cancelled. */
    Ticker REAL =
            new Ticker() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration time) throws InterruptedException {
                    Invocation.sleep(time);
                }
            };

    long nanos();

    void sleep(Duration time) throws InterruptedException;
}
