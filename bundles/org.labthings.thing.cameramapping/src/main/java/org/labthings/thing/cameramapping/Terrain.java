package org.labthings.thing.cameramapping;

/** A stage under a camera with an autofocus, as stage measurements see them. Everything blocks. */
interface Terrain {
    /** Where the stage is: x, y, z in steps. */
    int[] position();

    /** Moves the stage by steps. */
    void moveBy(int[] steps) throws InterruptedException;

    /** Moves the stage to a position; goes to its end even when the action is cancelled. */
    void goHome(int[] position) throws InterruptedException;

    /** Moves z to where the picture is sharpest, within a range of steps. */
    void focus(int range) throws InterruptedException;

    /**
     * A picture of what is under the lens.
     *
     * @throws org.labthings.api.InvocationError when it shows no sample
     */
    Grey picture() throws InterruptedException;

    /** By how many pixels of such a picture, (row, column), the view moves for a step. */
    double[] pixelsPerStep(Axis axis);

    /** Tells a person how it goes. */
    void tell(String message);

    /** What is measured. */
    enum Axis {
        /** The first. */
        X,
        /** The second. */
        Y;

        /** A move along this axis. */
        int[] steps(int count, int z) {
            return this == X ? new int[] {count, 0, z} : new int[] {0, count, z};
        }

        /** On the wire. */
        String word() {
            return this == X ? "x" : "y";
        }
    }
}
