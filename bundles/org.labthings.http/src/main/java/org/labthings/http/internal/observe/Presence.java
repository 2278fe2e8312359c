package org.labthings.http.internal.observe;

import java.time.Duration;
import java.util.Optional;
import org.labthings.api.HttpError;
import org.labthings.core.BusyException;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingStatus;

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
     * @throws BusyException when it may come back
     * @throws HttpError when it does not exist
     */
    ServedThing require(String thing) {
        return find(thing).orElseThrow(() -> absent(thing));
    }

    private RuntimeException absent(String thing) {
        return topics.view().statuses().containsKey(thing)
                ? new BusyException(reason(thing), Duration.ofSeconds(1))
                : new HttpError(404, "Not Found");
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
    HttpError absent(String thing, Operation operation, String name) {
        return new HttpError(
                404, "Thing '" + thing + "' has no " + operation.noun() + " '" + name + "'");
    }
}
