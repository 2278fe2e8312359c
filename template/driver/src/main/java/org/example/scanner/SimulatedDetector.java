package org.example.scanner;

import java.util.function.IntSupplier;

/** A detector that exists only in the computer: it sees a peak at position 500. */
final class SimulatedDetector implements Detector {
    private static final double CENTRE = 500;
    private static final double WIDTH = 150;

    private final IntSupplier position;
    private final int fullScale;

    /**
     * A detector.
     *
     * @param position where it looks, in steps
     * @param fullScale its largest signal, in counts
     */
    SimulatedDetector(IntSupplier position, int fullScale) {
        this.position = position;
        this.fullScale = fullScale;
    }

    @Override
    public int read() {
        double distance = (position.getAsInt() - CENTRE) / WIDTH;
        return (int) Math.round(fullScale * Math.exp(-distance * distance));
    }

    @Override
    public void close() {
        // real hardware is released here
    }
}
