package org.labthings.core;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service of whoever installs drivers that says what people should know about a bundle: that a
 * newer version was taken back, for instance. It becomes part of the status of the bundle's Things.
 * Changing the properties of the service makes the platform ask again (whiteboard).
 */
@ConsumerType
public interface BundleRemarks {
    /** One sentence about a bundle; asked on the life-cycle thread, so it must be quick. */
    Optional<String> about(String symbolicName);
}
