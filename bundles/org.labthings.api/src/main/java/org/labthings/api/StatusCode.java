package org.labthings.api;

import org.osgi.annotation.versioning.ConsumerType;

/** An exception that says which HTTP status it stands for. Without it, 500. */
@ConsumerType
public interface StatusCode {
    /** An HTTP error status, 400 to 599. */
    int statusCode();
}
