package org.labthings.config.internal.json;

import java.util.ArrayList;
import java.util.List;
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

    private record Error(int exit, String text) {}

    private final List<Error> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** The configuration is refused because of what stands at a place. */
    public void error(Place place, String text) {
        errors.add(new Error(REFUSED, place + ": " + text + place.line()));
    }

    /** The configuration is refused as a whole. */
    public void error(String text) {
        errors.add(new Error(REFUSED, text));
    }

    /** It is a configuration, but the original server fails to construct a Thing with it. */
    public void notConstructible(Place place, String text) {
        errors.add(new Error(NOT_CONSTRUCTIBLE, place + ": " + text + place.line()));
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

    /** What is only odd. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
