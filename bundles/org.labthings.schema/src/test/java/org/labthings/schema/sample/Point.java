package org.labthings.schema.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.labthings.api.Default;
import org.labthings.api.Doc;

/** A point in the plane. */
public record Point(
        @Default("0") double x,
        @Default("0.0") @Min(-100) @Max(100) @Doc("The y coordinate") double y) {}
