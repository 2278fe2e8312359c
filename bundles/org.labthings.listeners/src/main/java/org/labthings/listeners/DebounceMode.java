package org.labthings.listeners;

/**
 * Which of the events that come within the debounce time for one endpoint, name and route reach the
 * callback.
 */
public enum DebounceMode {
    /** The first, at once; those within the time after it do not. */
    LEADING,
    /**
     * The last, when nothing has come for the time, or ten times the time after the first. It has
     * the changes of all.
     */
    TRAILING,
    /** The first at once and, if others followed, the last. */
    BOTH
}
