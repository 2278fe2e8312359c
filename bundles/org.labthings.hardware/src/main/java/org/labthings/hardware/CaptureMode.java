package org.labthings.hardware;

import java.util.Optional;
import org.labthings.hardware.image.Resolution;

/**
 * One way in which a camera takes pictures.
 *
 * @param description what it is good for, for people
 * @param saveResolution the size to which saved pictures are scaled; empty: as they are
 */
public record CaptureMode(String description, Optional<Resolution> saveResolution) {}
