/** What of the configuration has to be known before it is applied. */
@Export
@Version("1.0.0")
package org.labthings.config.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
