/**
 * The accounts of a server as files in {@code <data>/security}. Plain Java: the server and the
 * command line use it, at the same time if they want.
 */
@Export
@Version("1.1.0")
package org.labthings.security.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
