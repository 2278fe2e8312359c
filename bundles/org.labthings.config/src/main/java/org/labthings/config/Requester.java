package org.labthings.config;

import java.util.Objects;

/**
 * Who asks for a change, for the audit log.
 *
 * @param who name of the user
 * @param from where the request came from: an address, or {@code "shell"}
 */
public record Requester(String who, String from) {
    /** Neither may be missing. */
    public Requester {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(from, "from");
    }
}
