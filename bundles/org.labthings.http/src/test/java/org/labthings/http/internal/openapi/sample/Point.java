package org.labthings.http.internal.openapi.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.labthings.api.Default;
import org.labthings.api.Doc;

@Doc("A point in the plane.")
public record Point(
        @Default("0") double x, @Default("0") @Min(-100) @Max(100) @Doc("Upwards.") double y) {}
