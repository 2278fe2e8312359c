package org.labthings.thing.simcamera;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How many pixels a picture has.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 */
public record FrameSize(@Min(16) @Max(4096) int width, @Min(16) @Max(4096) int height) {}
