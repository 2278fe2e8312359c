/**
 * Capability interfaces: what a slot asks for, whichever driver provides it.
 *
 * <p>Axes of a stage: {@code x} to the right and {@code y} away from the operator move the sample,
 * {@code z} up brings it nearer to the lens. Positions are whole motor steps. Images have their
 * origin in the upper left corner, x to the right, y down; matrices and vectors of images list the
 * row first: (y, x). Times are seconds unless a name says otherwise; instants are those of {@link
 * System#nanoTime()}.
 *
 * <p>All methods of all interfaces may be called from any thread. What blocks says so, ends by an
 * {@code InvocationCancelledError} when the invocation it runs in is cancelled, and by an {@code
 * InterruptedException} when its thread is interrupted.
 */
@Export
@Version("1.2.0")
package org.labthings.hardware;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
