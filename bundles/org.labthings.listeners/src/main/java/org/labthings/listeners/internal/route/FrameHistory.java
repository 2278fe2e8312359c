package org.labthings.listeners.internal.route;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.labthings.listeners.CallbackResult;
import org.labthings.listeners.CallbackResult.Status;
import org.labthings.listeners.FrameRecord;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.RoutedEvent;

/** The newest frames, as texts: a result or a callback of a bundle that goes must not stay here. */
final class FrameHistory {
    static final int MOST = 1000;
    private static final int MOST_CHARACTERS = 200;

    private final ArrayDeque<FrameRecord> records = new ArrayDeque<>();
    private long frames;
    private long failures;

    void add(RoutedEvent event, FrameResult result) {
        List<String> texts = new ArrayList<>();
        int failed = 0;
        for (CallbackResult callback : result.results()) {
            texts.add(text(callback));
            boolean good = callback.status() == Status.SUCCEEDED;
            failed += good || callback.status() == Status.CANCELLED ? 0 : 1;
        }
        FrameRecord record = new FrameRecord(Instant.now(), event, result.outcome(), texts);
        synchronized (this) {
            frames++;
            failures += failed;
            records.addLast(record);
            if (records.size() > MOST) {
                records.removeFirst();
            }
        }
    }

    private static String text(CallbackResult result) {
        Object more = result.error() == null ? result.value() : result.error();
        if (more == null) {
            return result.status().name();
        }
        String text;
        try {
            text = result.status() + " " + more;
        } catch (RuntimeException e) { // of a foreign toString
            text = result.status() + " " + more.getClass().getName();
        }
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
    }

    synchronized List<FrameRecord> records() {
        return List.copyOf(records);
    }

    synchronized long frames() {
        return frames;
    }

    synchronized long failures() {
        return failures;
    }
}
