package org.labthings.plugins.internal.jar;

/** A file that cannot become a bundle; the message says why and what to do. */
public final class UnusableJarException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableJarException(String message) {
        super(message);
    }
}
