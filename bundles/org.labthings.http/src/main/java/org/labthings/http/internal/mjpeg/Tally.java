package org.labthings.http.internal.mjpeg;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to frames and clients. From any thread. */
final class Tally {
    final LongAdder framesIn = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder framesSkipped = new LongAdder();
    final LongAdder framesLost = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder timedOut = new LongAdder();
}
