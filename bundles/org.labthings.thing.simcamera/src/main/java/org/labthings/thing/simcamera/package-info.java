/**
 * A simulated camera over a simulated slide.
 *
 * <pre>
 * Sample ──► Tile ──► Sensor ──► JpegEncoder ──► MjpegStream
 * (cells)   (a square, in        (noise, edges    (one frame)
 *  │         colour, kept)        darker)
 *  └ Sprites: the shapes of cells, blurred for one distance from the focus
 * </pre>
 *
 * Everything but {@code SimulatedCamera} is used by the camera's thread alone.
 */
package org.labthings.thing.simcamera;
