package org.labthings.core.internal.blob;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.api.Blob;
import org.labthings.core.BlobStore;

/** Finds blobs by identity as long as something else refers to them. */
public final class WeakBlobStore implements BlobStore {
    private final ConcurrentHashMap<UUID, Entry> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<Blob> gone = new ReferenceQueue<>();

    private static final class Entry extends WeakReference<Blob> {
        private final UUID id;

        Entry(Blob blob, ReferenceQueue<Blob> queue) {
            super(blob, queue);
            id = blob.id();
        }
    }

    @Override
    public void register(Blob blob) {
        for (Object e = gone.poll(); e != null; e = gone.poll()) {
            entries.remove(((Entry) e).id, e);
        }
        entries.computeIfAbsent(blob.id(), id -> new Entry(blob, gone));
    }

    @Override
    public Optional<Blob> find(UUID id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.get());
    }
}
