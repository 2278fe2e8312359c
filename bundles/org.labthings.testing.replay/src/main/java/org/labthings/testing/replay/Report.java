package org.labthings.testing.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a replay.
 *
 * @param results in the order of the recordings
 */
public record Report(List<Result> results) {
    /** By name of the area. */
    public Map<String, Tally> areas() {
        Map<String, Tally> areas = new TreeMap<>();
        results.stream()
                .collect(Collectors.groupingBy(r -> r.sequence().area()))
                .forEach((area, some) -> areas.put(area, Tally.of(some)));
        return areas;
    }

    public Tally all() {
        return Tally.of(results);
    }

    public List<Result> with(Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).toList();
    }

    /** The numbers of every area, and of all. */
    public String table() {
        StringBuilder text =
                new StringBuilder(
                        "area            matched / total    noted  deviated  failed  skipped\n");
        areas().forEach((area, tally) -> row(text, area, tally));
        row(text, "all", all());
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Tally t) {
        text.append(
                String.format(
                        "%-14s %8d / %-6d %7d %9d %7d %8d%n",
                        name,
                        t.matched(),
                        t.total(),
                        t.noted(),
                        t.deviated(),
                        t.failed(),
                        t.skipped()));
    }
}
