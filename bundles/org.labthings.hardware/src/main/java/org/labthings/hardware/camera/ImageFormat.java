package org.labthings.hardware.camera;

/** What a picture is saved as. */
public enum ImageFormat {
    /** JPEG, with metadata. */
    JPEG,
    /** PNG, without. */
    PNG
}
