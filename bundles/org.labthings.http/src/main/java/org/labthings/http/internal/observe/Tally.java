package org.labthings.http.internal.observe;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to messages and observers. From any thread. */
final class Tally {
    final LongAdder sent = new LongAdder();
    final LongAdder superseded = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder stalled = new LongAdder();
}
