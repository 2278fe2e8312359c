package org.labthings.testing.replay.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences that share a server, one after the other. Two batches never need the same server, so
 * they can run at the same time.
 *
 * @param sequences at least one; all of one area and one configuration
 */
public record Batch(List<Sequence> sequences) {
    /** What all of them say about their server. */
    public Sequence first() {
        return sequences.get(0);
    }

    /** A name for folders and logs. */
    public String name() {
        String name = first().ownServer() ? first().id() : first().area() + "-" + first().config();
        return name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /**
     * Splits recordings: one batch for an area and a configuration, one for a sequence with its own
     * server.
     */
    public static List<Batch> split(Recordings recordings) {
        Map<String, List<Sequence>> batches = new LinkedHashMap<>();
        for (Sequence s : recordings.sequences()) {
            String key = s.ownServer() ? "own " + s.id() : "shared " + s.area() + " " + s.config();
            batches.computeIfAbsent(key, k -> new ArrayList<>()).add(s);
        }
        return batches.values().stream().map(Batch::new).toList();
    }
}
