package org.labthings.thing.simstage;

import java.time.Duration;
import org.labthings.api.Invocation;

/** Time that passes only in sleeps, at once, with something that happens at each. */
final class ManualTicker implements Ticker {
    /** What happens during a sleep. */
    interface Happening {
        void happen() throws InterruptedException;
    }

    private volatile long now;
    private volatile Happening happening = () -> {};

    void during(Happening next) {
        happening = next;
    }

    double seconds() {
        return now / 1e9;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        now += time.toNanos();
        happening.happen();
        Invocation.raiseIfCancelled();
    }
}
