package org.labthings.core;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** All invocations that have not expired. From any thread. */
@ProviderType
public interface Invocations {
    /** One of them. */
    Optional<InvocationRecord> find(UUID id);

    /** All of them, oldest first; a snapshot. */
    List<InvocationRecord> list();

    /** Those of one action of one Thing, oldest first; a snapshot. */
    List<InvocationRecord> list(String thing, String action);

    /** How many run and wait now. */
    InvocationLoad load();

    /** What has finished since the start, for each action that ever did. */
    List<ActionCounters> counters();
}
