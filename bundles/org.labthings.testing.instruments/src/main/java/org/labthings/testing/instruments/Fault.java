package org.labthings.testing.instruments;

/** What a simulated instrument does wrong with the next message that wants an answer. */
public enum Fault {
    /** Nothing: one message is answered before the next fault. */
    NONE,
    /** It does not answer. */
    NO_ANSWER,
    /** It answers, but only just before it answers the message after that. */
    LATE,
    /** It answers bytes that are no text. */
    GARBAGE,
    /** It answers half of a line, and no more. */
    PARTIAL,
    /** It answers byte by byte. */
    DRIBBLE,
    /** It answers without end, and without an end of line. */
    FLOOD,
    /** It hangs up. */
    HANG_UP
}
