package org.labthings.thing.simmicroscope;

/**
 * What lies under the lens, at one resolution.
 *
 * @param width pixels
 * @param height pixels
 * @param scale steps of half a full-resolution pixel: a canvas pixel is {@code scale} of those of
 *     the sample
 * @param data red, green, blue, row by row
 */
record Canvas(int width, int height, int scale, byte[] data) {}
