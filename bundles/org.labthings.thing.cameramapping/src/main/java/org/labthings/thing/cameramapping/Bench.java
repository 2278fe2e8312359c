package org.labthings.thing.cameramapping;

/** A stage under a camera, as the calibration sees them. Everything blocks. */
interface Bench {
    /** Where the stage is: x, y, z in steps. */
    int[] position();

    /** Moves the stage there. */
    void moveTo(int[] position) throws InterruptedException;

    /** A picture of what is under the lens, after everything has settled. */
    Grey picture() throws InterruptedException;

    /** Tells a person how it goes. */
    void tell(String message);
}
