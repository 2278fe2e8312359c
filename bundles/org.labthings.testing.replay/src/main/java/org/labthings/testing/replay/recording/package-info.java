/** Recordings as they lie in their folder: files of sequences of exchanges, and configurations. */
@Export
@Version("0.1.0")
package org.labthings.testing.replay.recording;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
