package org.labthings.config;

import java.util.List;

/** A configuration cannot be used; nothing has changed. */
public class ConfigurationRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    /** With what is wrong, each sentence with the path in the file that it is about. */
    public ConfigurationRefusedException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** With the one thing that is wrong. */
    public ConfigurationRefusedException(String error) {
        this(List.of(error));
    }

    /** All that is wrong, a sentence each, such as {@code things.cam.kwargs.fps: should be ...}. */
    public List<String> errors() {
        return errors;
    }
}
