package org.labthings.thing.conformance;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.labthings.api.Default;
import org.labthings.api.Doc;

// A model whose fields all have defaults; one is constrained.
@Doc("A point in the plane.")
public record Point(
        @Default("0.0") double x,
        @Doc("The y coordinate") @Default("0.0") @DecimalMin("-100") @DecimalMax("100") double y) {

    Point scaledInX(double factor) {
        return new Point(x * factor, y);
    }
}
