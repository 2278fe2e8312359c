package org.labthings.listeners;

/** What happened to the thing that an event names. */
public enum Change {
    /** It is there now and was not before. */
    CREATED,
    /** Its content is, or may be, another one. */
    MODIFIED,
    /** It was there before and is not now. */
    DELETED,
    /** It has another name now; beside {@link #DELETED}, where a rename was recognised. */
    MOVED_FROM,
    /** It had another name before; beside {@link #CREATED}, where a rename was recognised. */
    MOVED_TO
}
