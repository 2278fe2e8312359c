/**
 * What the faces of the platform (Web Console, shell) do with the configured Things: which driver
 * types are installed, and creating, changing, connecting, removing and saving Things while the
 * server runs. For the platform's own bundles; drivers never see it.
 */
@Export
@Version("1.0.0")
package org.labthings.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
