package org.labthings.thing.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Default;

// A model with a model, a list of enumerations, an optional value and a map in it.
public record Region(
        String name,
        @Default("{}") Point corner,
        @Default("[]") List<Colour> colours,
        Optional<String> tag,
        @Default("{}") Map<String, Integer> meta) {

    static Region named(String name) {
        return new Region(name, new Point(0, 0), List.of(), Optional.empty(), Map.of());
    }

    Region withCorner(Point newCorner) {
        return new Region(name, newCorner, colours, tag, meta);
    }
}
