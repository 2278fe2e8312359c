package org.labthings.thing.conformance;

// Named like Python's, as problem titles are class names.
final class RuntimeError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuntimeError(String message) {
        super(message);
    }
}
