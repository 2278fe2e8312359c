package org.labthings.logging.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;

/**
 * The newest records, numbered, and who listens. Bounded: {@link LogHistory#KEPT} records of at
 * most {@link #LONGEST} characters. From any thread.
 */
final class LogRing {
    /** A longer message is cut: 250 of them are to fit into the memory of a small server. */
    static final int LONGEST = 8192;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final List<Consumer<LogLine>> listeners = new ArrayList<>();
    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();
    private long next;

    /** Keeps a record and tells it. */
    void add(Instant time, String level, String logger, String message, String invocation) {
        if (telling.get() != null) {
            keep(time, level, logger, message, invocation);
            return; // a listener logs about being told: telling that would never end
        }
        telling.set(true);
        try {
            synchronized (this) {
                LogLine line = keep(time, level, logger, message, invocation);
                listeners.forEach(listener -> listener.accept(line));
            }
        } finally {
            telling.remove();
        }
    }

    private synchronized LogLine keep(
            Instant time, String level, String logger, String message, String invocation) {
        LogLine line = new LogLine(next++, time, level, logger, cut(message), invocation);
        lines.addLast(line);
        if (lines.size() > LogHistory.KEPT) {
            lines.removeFirst();
        }
        return line;
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST) {
            return message;
        }
        int left = message.length() - LONGEST;
        return message.substring(0, LONGEST) + "... (" + left + " more characters)";
    }

    synchronized List<LogLine> recent() {
        return List.copyOf(lines);
    }

    synchronized LogHistory.Subscription follow(long after, Consumer<LogLine> listener) {
        for (LogLine line : lines) {
            if (line.sequence() > after) {
                listener.accept(line);
            }
        }
        listeners.add(listener);
        return () -> leave(listener);
    }

    private synchronized void leave(Consumer<LogLine> listener) {
        listeners.remove(listener);
    }
}
