package org.labthings.core.internal.invocation;

import java.util.ArrayDeque;
import java.util.List;
import org.labthings.api.LogRecord;

/** The newest records of one invocation: at most 1000, and at most about 1 MB of text. */
final class InvocationLog {
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_CHARACTERS = 1 << 19;
    private static final int RECORD_OVERHEAD = 100;

    private final ArrayDeque<LogRecord> records = new ArrayDeque<>();
    private int characters;

    synchronized void append(LogRecord entry) {
        records.addLast(entry);
        characters += size(entry);
        while (records.size() > MOST_RECORDS
                || (characters > MOST_CHARACTERS && records.size() > 1)) {
            characters -= size(records.removeFirst());
        }
    }

    synchronized List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** How many bytes it keeps. */
    synchronized long size() {
        return 2L * characters;
    }

    private static int size(LogRecord entry) {
        return entry.message().length()
                + (entry.traceback() == null ? 0 : entry.traceback().length())
                + RECORD_OVERHEAD;
    }
}
