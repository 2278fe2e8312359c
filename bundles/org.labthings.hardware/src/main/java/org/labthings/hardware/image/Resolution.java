package org.labthings.hardware.image;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.labthings.api.Tuple;

/**
 * A size, [width, height] on the wire.
 *
 * @param width pixels
 * @param height pixels
 */
@Tuple
public record Resolution(
        @Min(1) @Max(Resolution.LARGEST) int width, @Min(1) @Max(Resolution.LARGEST) int height) {
    /** Longest side that a JPEG can have. */
    public static final int LARGEST = 65_535;
}
