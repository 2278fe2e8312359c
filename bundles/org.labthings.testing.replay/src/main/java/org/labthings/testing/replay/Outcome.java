package org.labthings.testing.replay;

/** How an exchange ended. */
public enum Outcome {
    /** As recorded. */
    MATCHED,
    /** Differs where a server may differ. */
    DEVIATED,
    /** Differs where it must not. */
    FAILED,
    /** Needs more than this server offers. */
    SKIPPED
}
