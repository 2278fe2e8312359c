/**
 * Who may do what. The HTTP server asks {@link org.labthings.security.Gatekeeper} for every
 * request; faces that manage accounts use the service {@code
 * org.labthings.security.store.AccountStore}.
 */
@Export
@Version("1.0.0")
package org.labthings.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
