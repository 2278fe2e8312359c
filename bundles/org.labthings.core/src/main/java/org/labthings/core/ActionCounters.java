package org.labthings.core;

import java.util.Map;

/**
 * The finished invocations of one action since the start; a snapshot.
 *
 * @param thing name of the Thing; {@code (other)} beyond the number of actions that is told apart
 * @param action wire name
 * @param finished how many ended in which status
 * @param seconds how long they ran, all together
 */
public record ActionCounters(
        String thing, String action, Map<InvocationStatus, Long> finished, double seconds) {}
