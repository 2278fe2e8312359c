package org.labthings.core;

/**
 * How busy the invocations are; a snapshot.
 *
 * @param running those that have a thread
 * @param mostRunning how many may have one
 * @param queued those that wait for a thread
 * @param mostQueued how many may wait; one more is refused
 * @param kept all that have not expired
 */
public record InvocationLoad(int running, int mostRunning, int queued, int mostQueued, int kept) {}
