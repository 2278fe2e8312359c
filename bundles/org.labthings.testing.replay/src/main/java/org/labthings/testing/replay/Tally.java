package org.labthings.testing.replay;

import java.util.List;

/**
 * Numbers of an area.
 *
 * @param matched as recorded, those with notes included
 * @param noted matched, but a preferred text differs
 * @param deviated differs where a server may differ
 * @param failed differs where it must not
 * @param skipped not run
 */
public record Tally(long matched, long noted, long deviated, long failed, long skipped) {
    static Tally of(List<Result> results) {
        return new Tally(
                count(results, Outcome.MATCHED),
                results.stream()
                        .filter(r -> r.outcome() == Outcome.MATCHED && !r.notes().isEmpty())
                        .count(),
                count(results, Outcome.DEVIATED),
                count(results, Outcome.FAILED),
                count(results, Outcome.SKIPPED));
    }

    private static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).count();
    }

    /** All that were run. */
    public long total() {
        return matched + deviated + failed;
    }
}
