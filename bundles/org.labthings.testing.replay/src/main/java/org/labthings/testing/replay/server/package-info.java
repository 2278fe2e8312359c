/** The servers that recordings are replayed against: running ones, or launched ones. */
@Export
@Version("0.1.0")
package org.labthings.testing.replay.server;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
