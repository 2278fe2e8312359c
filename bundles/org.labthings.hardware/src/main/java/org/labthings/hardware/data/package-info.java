/** Where Things store their data, and which names are safe there. */
@Export
@Version("1.0.0")
package org.labthings.hardware.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
