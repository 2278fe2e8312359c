package org.labthings.testing.replay;

import java.util.List;
import org.labthings.testing.replay.recording.Exchange;
import org.labthings.testing.replay.recording.Sequence;

/**
 * What came of one exchange.
 *
 * @param sequence that it is part of
 * @param exchange what was done
 * @param outcome how it ended
 * @param problems what differs from the recording, or why it was skipped
 * @param notes what differs from the recording's preference, and may
 */
public record Result(
        Sequence sequence,
        Exchange exchange,
        Outcome outcome,
        List<String> problems,
        List<String> notes) {
    private static final int SHOWN = 6;

    /** A few lines for a person. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(exchange.id())
                .append("  [")
                .append(sequence.id())
                .append("]  ")
                .append(exchange.summary());
        problems.stream().limit(SHOWN).forEach(p -> text.append("\n    ").append(p));
        return text.toString();
    }
}
