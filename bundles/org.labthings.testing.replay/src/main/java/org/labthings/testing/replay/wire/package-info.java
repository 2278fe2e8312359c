/**
 * HTTP/1.1, WebSocket and multipart streams on a bare socket: exactly the bytes that are asked for,
 * and every wait with a deadline.
 */
@Export
@Version("0.1.0")
package org.labthings.testing.replay.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
