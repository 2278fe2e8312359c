package org.labthings.config.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong, or merely odd, about a configuration: all of it, so that a person can mend it in
 * one go. Each finding begins with the path in the file that it is about.
 */
public final class Findings {
    /** Exit status when the configuration itself is refused. */
    public static final int REFUSED = 3;

    /** Exit status when a Thing could not be constructed with it. */
    public static final int NOT_CONSTRUCTIBLE = 1;

    private record Error(int exit, String path, String text) {}

    private final List<Error> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Unreadable unreadable;

    /**
     * A text that is no JSON.
     *
     * @param text of the file
     * @param line that the reader stumbled over, from 1
     */
    public record Unreadable(String text, int line) {}

    /** The configuration is refused because of what stands at a place. */
    public void error(Place place, String text) {
        errors.add(new Error(REFUSED, place.path(), place + ": " + text + place.line()));
    }

    /** The configuration is refused as a whole. */
    public void error(String text) {
        errors.add(new Error(REFUSED, null, text));
    }

    /** The configuration is refused because a text is no JSON. */
    void unreadable(String error, Unreadable what) {
        error(error);
        unreadable = what;
    }

    /** The text that is no JSON; empty when all could be read. */
    public Optional<Unreadable> unreadable() {
        return Optional.ofNullable(unreadable);
    }

    /** It is a configuration, but the original server fails to construct a Thing with it. */
    public void notConstructible(Place place, String text) {
        errors.add(new Error(NOT_CONSTRUCTIBLE, place.path(), place + ": " + text + place.line()));
    }

    /** Something that changes nothing, but is probably not meant. */
    public void warning(Place place, String text) {
        warnings.add(place + ": " + text + place.line());
    }

    /** Whether the configuration can be used. */
    public boolean isGood() {
        return errors.isEmpty();
    }

    /** The status that the process shall exit with. */
    public int exit() {
        return errors.stream().mapToInt(Error::exit).max().orElse(0);
    }

    /** All errors, one a line. */
    public String text() {
        return errors.stream().map(e -> "  " + e.text).collect(Collectors.joining("\n"));
    }

    /** All errors. */
    public List<String> errors() {
        return errors.stream().map(Error::text).toList();
    }

    /** The paths of what is wrong, as far as it has one. */
    public List<String> faultyPaths() {
        return errors.stream().map(Error::path).filter(Objects::nonNull).toList();
    }

    /** What is only odd. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
