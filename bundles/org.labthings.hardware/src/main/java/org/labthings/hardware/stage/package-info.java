/**
 * The base of stages that behave as the OpenFlexure microscope's: two frames of coordinates, slack
 * in the gears, jogging.
 */
@Export
@Version("1.0.0")
package org.labthings.hardware.stage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
