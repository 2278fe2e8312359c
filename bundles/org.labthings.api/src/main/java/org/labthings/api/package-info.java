/**
 * All that a driver author sees: a {@link org.labthings.api.Thing} is a service whose state lives
 * in handles ({@link org.labthings.api.DataProperty}, {@link org.labthings.api.ThingSlot}, ...) and
 * whose behaviour lives in annotated methods ({@link org.labthings.api.Action}, {@link
 * org.labthings.api.Property}).
 *
 * <p>A Java member {@code moveRelative} is {@code move_relative} on the wire; {@link
 * org.labthings.api.Name} says otherwise.
 */
@Export
@Version("1.3.0")
package org.labthings.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
