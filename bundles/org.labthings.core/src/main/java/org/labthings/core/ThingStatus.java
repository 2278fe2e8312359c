package org.labthings.core;

import java.time.Instant;
import java.util.List;

/**
 * How a configured or registered Thing is.
 *
 * @param name under which it is, or would be, served
 * @param state where it is in its life
 * @param reason one sentence for people: why it is in that state
 * @param since when it came into that state
 * @param className the class string of its configuration, else its Java class
 * @param bundle symbolic name of the bundle that provides it, or null
 * @param version version of that bundle, or null
 * @param served whether requests reach it: it is open. One that waits for its instrument only is
 *     {@code WAITING} and served
 * @param slots its slots, in name order
 * @param history its last transitions, oldest first
 */
public record ThingStatus(
        String name,
        ThingState state,
        String reason,
        Instant since,
        String className,
        String bundle,
        String version,
        boolean served,
        List<Slot> slots,
        List<Transition> history) {

    /**
     * A slot of a Thing.
     *
     * @param name on the wire
     * @param type simple name of what it takes
     * @param kind {@code required}, {@code optional} or {@code mapping}
     * @param things names of the Things that fill it
     * @param candidates names of the Things that could
     * @param explanation what it looks for, and what is there
     */
    public record Slot(
            String name,
            String type,
            String kind,
            List<String> things,
            List<String> candidates,
            String explanation) {}

    /** A change of state. */
    public record Transition(Instant at, ThingState state, String reason) {}

    /** Whether it is served, and has the instrument that it needs, as far as its driver says. */
    public boolean isRunning() {
        return state == ThingState.RUNNING;
    }
}
