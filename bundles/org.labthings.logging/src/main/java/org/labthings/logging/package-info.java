/**
 * The server's log as its faces show it: what was said last, and what is said now. For the
 * platform's own bundles; drivers log through SLF4J.
 */
@Export
@Version("1.1.0")
package org.labthings.logging;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
