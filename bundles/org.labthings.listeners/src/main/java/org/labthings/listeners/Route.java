package org.labthings.listeners;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Which events go to a callback, and how. {@code Route.to(callback).at(folder).named("*.csv")
 * .debounce(Duration.ofMillis(500), DebounceMode.TRAILING)}
 *
 * @param endpoint of the events; {@code *} for every one
 * @param callback that gets them
 * @param matcher which names
 * @param changes any of which is wanted; empty for all
 * @param debounce how long an event stands for others of the same name; zero for none
 * @param mode which of them is the one
 * @param delay before the callback runs, so that a writer can finish; no thread waits
 * @param timeout how long it may run, from its real start; zero for no limit
 * @param onFailure what its failure means for the others
 * @param stage stages run one after another, the lowest first
 * @param post whether it runs after the other callbacks of its stage
 */
public record Route(
        String endpoint,
        EventCallback callback,
        EventMatcher matcher,
        Set<Change> changes,
        Duration debounce,
        DebounceMode mode,
        Duration delay,
        Duration timeout,
        FrameDirective onFailure,
        int stage,
        boolean post) {
    /** Stands for every endpoint. */
    public static final String ANY_ENDPOINT = "*";

    /** What debounce is without further words. */
    public static final Duration DEFAULT_DEBOUNCE = Duration.ofMillis(200);

    /** What the delay is without further words. */
    public static final Duration DEFAULT_DELAY = Duration.ofMillis(30);

    /**
     * Checks that nothing is missing or negative.
     *
     * @param endpoint of the events
     * @param callback that gets them
     * @param matcher which names
     * @param changes copied
     * @param debounce not negative
     * @param mode which of them is the one
     * @param delay not negative
     * @param timeout not negative
     * @param onFailure what its failure means for the others
     * @param stage any number
     * @param post whether it runs after the other callbacks of its stage
     * @throws IllegalArgumentException when a time is negative
     */
    public Route {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(matcher, "matcher");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(onFailure, "onFailure");
        changes = Set.copyOf(changes);
        if (debounce.isNegative() || delay.isNegative() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "Debounce, delay and time-out must not be negative, as they are in "
                            + debounce
                            + ", "
                            + delay
                            + ", "
                            + timeout);
        }
    }

    /**
     * A route with the defaults: all visible names of every endpoint, leading edge, stage 0.
     *
     * @param callback that gets the events
     * @return a route, to be narrowed by the methods below
     */
    public static Route to(EventCallback callback) {
        return new Route(
                ANY_ENDPOINT,
                callback,
                Glob.VISIBLE,
                Set.of(),
                DEFAULT_DEBOUNCE,
                DebounceMode.LEADING,
                DEFAULT_DELAY,
                Duration.ZERO,
                FrameDirective.CONTINUE_WITHOUT,
                0,
                false);
    }

    /**
     * This route for one endpoint.
     *
     * @param newEndpoint for files the absolute path of the watched folder, with forward slashes
     * @return a new route
     */
    public Route at(String newEndpoint) {
        return new Route(
                newEndpoint,
                callback,
                matcher,
                changes,
                debounce,
                mode,
                delay,
                timeout,
                onFailure,
                stage,
                post);
    }

    /**
     * This route for names that fit any of these patterns; see {@link Glob}.
     *
     * @param globs without any, no name fits
     * @return a new route
     * @throws IllegalArgumentException when one of them is malformed
     */
    public Route named(String... globs) {
        return matching(Glob.of(globs));
    }

    /**
     * This route for other names.
     *
     * @param newMatcher in place of the present one, patterns included
     * @return a new route
     */
    public Route matching(EventMatcher newMatcher) {
        return new Route(
                endpoint,
                callback,
                newMatcher,
                changes,
                debounce,
                mode,
                delay,
                timeout,
                onFailure,
                stage,
                post);
    }

    /**
     * This route for some changes only.
     *
     * @param some any of which is wanted; none for all; each once
     * @return a new route
     */
    public Route on(Change... some) {
        return new Route(
                endpoint,
                callback,
                matcher,
                Set.of(some),
                debounce,
                mode,
                delay,
                timeout,
                onFailure,
                stage,
                post);
    }

    /**
     * This route with another debounce.
     *
     * @param newDebounce not negative; zero for none
     * @param newMode of no account without debounce
     * @return a new route
     * @throws IllegalArgumentException when the time is negative
     */
    public Route debounce(Duration newDebounce, DebounceMode newMode) {
        return new Route(
                endpoint,
                callback,
                matcher,
                changes,
                newDebounce,
                newMode,
                delay,
                timeout,
                onFailure,
                stage,
                post);
    }

    /**
     * This route with another delay.
     *
     * @param newDelay not negative; zero for none
     * @return a new route
     * @throws IllegalArgumentException when it is negative
     */
    public Route delay(Duration newDelay) {
        return new Route(
                endpoint, callback, matcher, changes, debounce, mode, newDelay, timeout, onFailure,
                stage, post);
    }

    /**
     * This route with another time-out, and what a failure means.
     *
     * @param newTimeout not negative; zero for no limit
     * @param directive for what takes too long, and for what throws
     * @return a new route
     * @throws IllegalArgumentException when the time is negative
     */
    public Route timeout(Duration newTimeout, FrameDirective directive) {
        return new Route(
                endpoint,
                callback,
                matcher,
                changes,
                debounce,
                mode,
                delay,
                newTimeout,
                directive,
                stage,
                post);
    }

    /**
     * This route in another stage.
     *
     * @param newStage any number; the lowest runs first
     * @return a new route
     */
    public Route stage(int newStage) {
        return new Route(
                endpoint, callback, matcher, changes, debounce, mode, delay, timeout, onFailure,
                newStage, post);
    }

    /**
     * This route for a callback that runs after the others of its stage.
     *
     * @return a new route
     */
    public Route afterOthers() {
        return new Route(
                endpoint, callback, matcher, changes, debounce, mode, delay, timeout, onFailure,
                stage, true);
    }
}
