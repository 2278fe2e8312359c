/** The base of cameras that offer all that the OpenFlexure microscope knows of a camera. */
@Export
@Version("1.1.0")
package org.labthings.hardware.camera;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
