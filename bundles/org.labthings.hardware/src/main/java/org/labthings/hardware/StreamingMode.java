package org.labthings.hardware;

/**
 * One way in which a camera streams.
 *
 * @param description what it is good for, for people
 */
public record StreamingMode(String description) {}
