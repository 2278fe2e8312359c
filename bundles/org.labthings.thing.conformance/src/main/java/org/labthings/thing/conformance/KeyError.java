package org.labthings.thing.conformance;

// Named like Python's, whose text is the key in quotes.
final class KeyError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyError(String key) {
        super("'" + key + "'");
    }
}
