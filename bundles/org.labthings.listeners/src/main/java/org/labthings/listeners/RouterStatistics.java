package org.labthings.listeners;

/**
 * Figures of a router.
 *
 * @param routes registered now
 * @param waiting frames that wait for an earlier one of the same name, or for the debounce time
 * @param running frames
 * @param stuck callbacks that have exceeded their time-out and still run
 * @param submitted events so far
 * @param debounced events for which another one stood
 * @param refused events for which there was no room
 * @param frames that ended so far
 * @param failures of callbacks so far, time-outs among them
 */
public record RouterStatistics(
        int routes,
        int waiting,
        int running,
        int stuck,
        long submitted,
        long debounced,
        long refused,
        long frames,
        long failures) {}
