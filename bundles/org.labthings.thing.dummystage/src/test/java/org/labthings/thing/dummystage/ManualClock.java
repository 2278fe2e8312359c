package org.labthings.thing.dummystage;

import org.labthings.api.Invocation;

/** Time that passes only in sleeps, at once, with something that happens at each. */
final class ManualClock implements DummyStage.Clock {
    private volatile long now;
    private volatile Runnable happening = () -> {};

    void during(Runnable next) {
        happening = next;
    }

    double seconds() {
        return now / 1e9;
    }

    void pass(double seconds) {
        now += Math.round(seconds * 1e9);
    }

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void sleep(long nanos) {
        now += nanos;
        happening.run();
        Invocation.raiseIfCancelled();
    }
}
