package org.labthings.cli.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A Data Schema, reduced to what programming languages have types for. */
sealed interface Shape {
    /** Anything. */
    record Any() implements Shape {}

    /** Nothing. */
    record Nothing() implements Shape {}

    /** A number, text or truth value. */
    record Scalar(Kind kind) implements Shape {}

    /** Kinds of scalars. */
    enum Kind {
        INTEGER,
        NUMBER,
        TEXT,
        BOOLEAN
    }

    /** Data that is downloaded. */
    record Blob() implements Shape {}

    /** A list. */
    record ListOf(Shape element) implements Shape {}

    /** An object with any members of one type. */
    record MapOf(Shape value) implements Shape {}

    /** One of a few texts. */
    record OneOf(String name, List<String> values) implements Shape {}

    /** An object with declared members. */
    record Model(String name, String description, List<Field> fields) implements Shape {}

    /** Null, or a value. */
    record Nullable(Shape some) implements Shape {}

    /**
     * A member of an object, or an argument.
     *
     * @param name on the wire
     * @param description or null
     * @param required whether it must be given
     * @param fallback what the server takes when it is not given, or null
     */
    record Field(
            String name, String description, Shape shape, boolean required, JsonNode fallback) {}
}
