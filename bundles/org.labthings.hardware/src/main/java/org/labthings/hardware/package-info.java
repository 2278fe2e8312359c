/** Capability interfaces: what a slot asks for, whichever driver provides it. */
@Export
@Version("1.0.0")
package org.labthings.hardware;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
