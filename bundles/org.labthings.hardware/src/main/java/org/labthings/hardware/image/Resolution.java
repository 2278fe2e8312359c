package org.labthings.hardware.image;

import org.labthings.api.Tuple;

/**
 * A size, [width, height] on the wire.
 *
 * @param width pixels
 * @param height pixels
 */
@Tuple
public record Resolution(int width, int height) {}
