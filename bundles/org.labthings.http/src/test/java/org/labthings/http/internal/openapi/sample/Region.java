package org.labthings.http.internal.openapi.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Default;
import org.labthings.api.Doc;

@Doc("A part of the plane.")
public record Region(
        String name,
        @Doc("Where it begins.") @Default("{\"x\": 1, \"y\": 2}") Point corner,
        Optional<Point> end,
        @Default("[]") List<Colour> colours,
        @Default("{}") Map<String, Point> marks) {}
