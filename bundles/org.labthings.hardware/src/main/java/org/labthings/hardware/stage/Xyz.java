package org.labthings.hardware.stage;

import org.labthings.api.Tuple;

/**
 * A position, [x, y, z] on the wire.
 *
 * @param x steps
 * @param y steps
 * @param z steps
 */
@Tuple
public record Xyz(int x, int y, int z) {}
