package org.labthings.thing.picamera;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a configuration may say about a Raspberry Pi camera. */
@ObjectClassDefinition(
        name = "Raspberry Pi camera",
        description = "A camera at a Raspberry Pi's camera port, driven by rpicam-apps")
public @interface PiCameraConfig {
    /** Of several cameras. */
    @AttributeDefinition(description = "Number of the camera, as rpicam-hello --list-cameras says")
    int camera_num() default 0;

    /** As OpenFlexure's configuration files have it. */
    @AttributeDefinition(
            description =
                    "picamera_v2 or picamera_hq, to make sure of it; empty: that of the class")
    String camera_board() default "";

    /** Another than libcamera's. */
    @AttributeDefinition(
            description = "Tuning file to begin with; empty: libcamera's own for the sensor")
    String tuning_file() default "";

    /** Where they are not on the path. */
    @AttributeDefinition(description = "Folder of rpicam-vid and others; empty: on the path")
    String programs() default "";
}
