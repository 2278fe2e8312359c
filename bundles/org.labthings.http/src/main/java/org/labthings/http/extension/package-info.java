/**
 * What other bundles add to the server: routes of their own, other paths for routes that are there,
 * and services to announce on the network.
 */
@Export
@Version("1.1.0")
package org.labthings.http.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
