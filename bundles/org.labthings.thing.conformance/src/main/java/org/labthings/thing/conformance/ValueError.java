package org.labthings.thing.conformance;

// Named like Python's, as problem titles are class names.
final class ValueError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ValueError(String message) {
        super(message);
    }
}
