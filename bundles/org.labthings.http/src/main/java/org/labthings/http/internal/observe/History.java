package org.labthings.http.internal.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest updates of one topic, for observers that come back. Guarded by its topic. */
final class History {
    private final int maxMessages;
    private final long maxBytes;
    private final Deque<Update> kept = new ArrayDeque<>();
    private long bytes;

    History(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Adds the newest; the oldest give way. */
    void add(Update update) {
        kept.addLast(update);
        bytes += update.size();
        while (!kept.isEmpty() && (kept.size() > maxMessages || bytes > maxBytes)) {
            bytes -= kept.removeFirst().size();
        }
    }

    /** What is kept of what came after a position, oldest first. */
    List<Update> since(long position) {
        return kept.stream().filter(u -> u.position() > position).toList();
    }
}
