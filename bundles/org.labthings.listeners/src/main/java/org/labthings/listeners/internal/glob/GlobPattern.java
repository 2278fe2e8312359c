package org.labthings.listeners.internal.glob;

import java.util.BitSet;
import java.util.List;

/**
 * A compiled pattern: a sequence of parts, each of which says where it may end for any set of
 * places where it may begin. So nothing is tried twice, and no pattern takes exponential time.
 */
public final class GlobPattern {
    private final String text;
    private final boolean negated;
    private final List<Part> parts;

    private GlobPattern(String text, boolean negated, List<Part> parts) {
        this.text = text;
        this.negated = negated;
        this.parts = parts;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static GlobPattern parse(String pattern) {
        boolean negated = pattern.startsWith("!") && !pattern.startsWith("!(");
        String rest = negated ? pattern.substring(1) : pattern;
        return new GlobPattern(pattern, negated, new GlobParser(rest).parse());
    }

    /** Whether the whole of a name fits. */
    public boolean matches(String name) {
        BitSet starts = new BitSet();
        starts.set(0);
        return ends(parts, name, starts).get(name.length()) != negated;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Where a sequence may end. */
    static BitSet ends(List<Part> parts, String name, BitSet starts) {
        BitSet places = starts;
        for (Part part : parts) {
            if (places.isEmpty()) {
                break;
            }
            places = part.ends(name, places);
        }
        return places;
    }

    /** A part of a pattern. */
    interface Part {
        /** Where it may end, when it begins at any of these places. */
        BitSet ends(String name, BitSet starts);
    }

    /** The end of the component that a place lies in. */
    static int componentEnd(String name, int place) {
        int slash = name.indexOf('/', place);
        return slash < 0 ? name.length() : slash;
    }

    /** Whether a wildcard must not take the character here: the dot of a hidden name. */
    static boolean isLeadingDot(String name, int place) {
        return place < name.length()
                && name.charAt(place) == '.'
                && (place == 0 || name.charAt(place - 1) == '/');
    }
}
