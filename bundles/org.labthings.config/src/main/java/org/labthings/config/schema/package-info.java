/**
 * A JSON Schema of the configuration file, for editors. For the platform's own bundles, which serve
 * it.
 */
@Export
@Version("1.0.0")
package org.labthings.config.schema;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
