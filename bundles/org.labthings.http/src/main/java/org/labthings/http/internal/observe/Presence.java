package org.labthings.http.internal.observe;

import java.time.Duration;
import java.util.Optional;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingStatus;
import org.labthings.http.internal.reply.Refusal;

/** Which Things are there, in the words of the answers to those who ask for others. */
final class Presence {
    private final Topics topics;

    Presence(Topics topics) {
        this.topics = topics;
    }

    /** A Thing, if it is running. */
    Optional<ServedThing> find(String thing) {
        return Optional.ofNullable(topics.view().served().get(thing));
    }

    /**
     * A Thing that must be running.
     *
     * @throws Refusal 503 when it may come back, else 404
     */
    ServedThing require(String thing) throws Refusal {
        return find(thing).orElseThrow(() -> absent(thing));
    }

    private Refusal absent(String thing) {
        return topics.view().statuses().containsKey(thing)
                ? new Refusal(503, reason(thing), Duration.ofSeconds(1))
                : new Refusal(404, "Not Found");
    }

    /** Why a Thing is not running, for people. */
    String reason(String thing) {
        ThingStatus status = topics.view().statuses().get(thing);
        return "Thing '"
                + thing
                + "' is not running"
                + (status == null ? "" : ": " + status.reason());
    }

    /** What to answer about an affordance that a Thing does not have. */
    Refusal absent(String thing, Operation operation, String name) {
        return new Refusal(
                404, "Thing '" + thing + "' has no " + operation.noun() + " '" + name + "'");
    }
}
