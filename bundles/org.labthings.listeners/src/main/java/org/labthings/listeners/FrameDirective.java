package org.labthings.listeners;

/** What a callback's exception or time-out means for the frame. */
public enum FrameDirective {
    /** It is recorded and logged, and the others go on. */
    CONTINUE_WITHOUT,
    /** What waits is not started, what runs is told to end; no post-callback, no further stage. */
    CANCEL_FRAME
}
