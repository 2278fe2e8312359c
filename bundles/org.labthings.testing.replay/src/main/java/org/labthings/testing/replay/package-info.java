/** Replays recordings of a LabThings server against a running one and says what differs. */
@Export
@Version("0.1.0")
package org.labthings.testing.replay;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
