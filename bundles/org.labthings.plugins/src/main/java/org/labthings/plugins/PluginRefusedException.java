package org.labthings.plugins;

/**
 * A plugin was not installed, rolled back or removed, and all is as it was; the message says why.
 */
public class PluginRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause kind;

    /** What is at the bottom of it. */
    public enum Cause {
        /** No plugin has that name, or it has no previous version. */
        UNKNOWN,
        /** The file is larger than plugins may be. */
        TOO_LARGE,
        /** The file is no bundle, or one that may not be a plugin. */
        UNUSABLE,
        /** It was tried, and it or its Things did not run. */
        DOES_NOT_RUN,
        /** Another change is still under way, or this one took too long; try again. */
        BUSY
    }

    /** With what is wrong, and what can be done. */
    public PluginRefusedException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is at the bottom of it. */
    public Cause kind() {
        return kind;
    }
}
