package org.labthings.schema.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Default;

public record Region(
        String name,
        @Default("{}") Point corner,
        @Default("[]") List<Colour> colours,
        Optional<String> tag,
        @Default("{}") Map<String, Integer> meta) {}
