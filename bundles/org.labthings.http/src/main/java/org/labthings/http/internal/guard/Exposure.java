package org.labthings.http.internal.guard;

import java.util.HashSet;
import java.util.Set;

/**
 * Where the server can be reached. From any thread; names are compiled again when the configured
 * ones change.
 */
public final class Exposure {
    /** Not at all: everybody would have to log in. */
    static final Exposure CLOSED = new Exposure(true, Set.of());

    private final boolean loginRequired;
    private final Set<String> names;
    private volatile Compiled compiled;

    /**
     * An exposure.
     *
     * @param loginRequired whether everybody has to log in because of where it can be reached
     * @param names of this machine, lower case
     */
    public Exposure(boolean loginRequired, Set<String> names) {
        this.loginRequired = loginRequired;
        this.names = Set.copyOf(names);
    }

    private record Compiled(Set<String> configured, HostNames names) {}

    boolean loginRequired() {
        return loginRequired;
    }

    /** All names, with the configured ones. */
    HostNames names(Set<String> configured) {
        Compiled now = compiled;
        if (now == null || now.configured != configured) { // the policy's own set, or another one
            Set<String> all = new HashSet<>(names);
            configured.forEach(name -> all.add(HostNames.bracketed(name)));
            now = new Compiled(configured, new HostNames(all));
            compiled = now;
        }
        return now.names;
    }
}
