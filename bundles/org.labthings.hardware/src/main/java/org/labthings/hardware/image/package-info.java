/** Pictures in memory and as JPEG and PNG files, with what the stitching program reads in them. */
@Export
@Version("1.1.0")
package org.labthings.hardware.image;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
