package org.labthings.hardware;

import java.util.Optional;
import org.labthings.api.Name;

/**
 * How to move. On the wire, the components are members of the input beside the axes.
 *
 * @param blockCancellation the move goes to its end although the invocation is cancelled; the
 *     cancellation takes effect afterwards. For clean-up, and where half a move is worth nothing
 * @param backlash whose slack is made up for; empty: none, one plain move
 */
public record MoveOptions(
        boolean blockCancellation,
        @Name("backlash_compensation") Optional<BacklashCompensation> backlash) {
    /** One plain move that can be cancelled. */
    public static final MoveOptions PLAIN = new MoveOptions(false, Optional.empty());

    /** A move that goes to its end in any case. */
    public static final MoveOptions UNCANCELLABLE = new MoveOptions(true, Optional.empty());

    /**
     * A move that can be cancelled and makes up for slack.
     *
     * @param backlash whose slack is made up for, not null
     * @return options of one or two moves
     */
    public static MoveOptions compensated(BacklashCompensation backlash) {
        return new MoveOptions(false, Optional.of(backlash));
    }
}
