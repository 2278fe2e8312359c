package org.labthings.hardware.camera;

/** How large a picture is, as clients of OpenFlexure's alpha generation say it. */
public enum JpegResolution {
    /** A frame of the stream in low resolution. */
    LORES,
    /** A frame of the stream. */
    MAIN,
    /** A picture of its own. */
    FULL
}
