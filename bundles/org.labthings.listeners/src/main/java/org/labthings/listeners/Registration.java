package org.labthings.listeners;

import org.osgi.annotation.versioning.ProviderType;

/** Something that can be taken back. */
@ProviderType
public interface Registration extends AutoCloseable {
    /**
     * Takes it back. What waits is cancelled, what runs is told to end and not waited for; nothing
     * is referred to any longer than that. From any thread, any number of times; does not block.
     */
    @Override
    void close();
}
