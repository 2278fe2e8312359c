/**
 * What the faces of the platform (HTTP, Web Console, shell) see of it: the Things that are served,
 * why others are not, invocations and notifications. For the platform's own bundles; drivers never
 * see it.
 */
@Export
@Version("2.0.0")
package org.labthings.core;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
