/**
 * The simulated camera of the OpenFlexure microscope, over a slide with blobs.
 *
 * <pre>
 * Sprites ──► SampleBuilder ──► Sample ──► Optics ──► FrameLoop ──► streams
 * (shapes)                    (2 sizes)   (crop, blur, noise)
 * </pre>
 */
package org.labthings.thing.simmicroscope;
