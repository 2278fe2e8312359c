/**
 * What the HTTP server counts, for whoever measures it: plain figures, read when somebody asks. For
 * the platform's own bundles.
 */
@Export
@Version("1.0.0")
package org.labthings.http.metrics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
