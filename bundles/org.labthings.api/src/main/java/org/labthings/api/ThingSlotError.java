package org.labthings.api;

/**
 * A slot is empty or cannot be filled; the text names the slot, what it looks for, and what is
 * there.
 */
public class ThingSlotError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message the slot, what it looks for, and what is there
     */
    public ThingSlotError(String message) {
        super(message);
    }
}
