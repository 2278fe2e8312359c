package org.labthings.thing.simmicroscope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads colours as people write them: {@code #rrggbb}, several of them separated by semicolons. */
final class Colours {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private Colours() {}

    /** The colours; empty when one of them is none, or there is none. */
    static Optional<List<Sample.Colour>> parse(String text) {
        List<Sample.Colour> colours = new ArrayList<>();
        for (String part : text.strip().split(";")) { // nothing, after the last one
            String colour = part.strip();
            if (!COLOUR.matcher(colour).matches()) {
                return Optional.empty();
            }
            int rgb = Integer.parseInt(colour.substring(1), 16);
            colours.add(new Sample.Colour(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF));
        }
        return colours.isEmpty() ? Optional.empty() : Optional.of(colours);
    }
}
