/**
 * What the faces of the platform (Web Console, shell, HTTP) do with driver bundles: list, install,
 * upgrade, roll back and remove them while the server runs. For the platform's own bundles; drivers
 * never see it.
 */
@Export
@Version("1.1.0")
package org.labthings.plugins;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
