package org.labthings.thing.scpi;

import java.time.Instant;

/**
 * What a multimeter has measured.
 *
 * @param value in the unit; infinite (null for clients) when it is beyond the range
 * @param unit of the value
 * @param overload whether it is beyond the range
 * @param time when it was read
 */
public record Reading(double value, String unit, boolean overload, Instant time) {}
