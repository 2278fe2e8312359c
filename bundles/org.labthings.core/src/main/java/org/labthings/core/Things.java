package org.labthings.core;

import java.util.Map;

/**
 * All Things at one moment; immutable, swapped as a whole.
 *
 * @param served what is RUNNING, by name, in configuration order
 * @param statuses everything configured or registered, by name, in configuration order
 * @param settled whether the start-up is over: nothing is still on its way
 */
public record Things(
        Map<String, ServedThing> served, Map<String, ThingStatus> statuses, boolean settled) {}
