package org.labthings.hardware.camera;

/** Which of a camera's two streams. */
public enum StreamName {
    /** The stream at full size. */
    MAIN,
    /** The stream at low resolution. */
    LORES
}
