package org.labthings.launcher.internal.fallback;

import java.util.List;
import java.util.Set;

/**
 * A start that failed, as the user and the error page see it.
 *
 * @param message for the console: what, why, and what to do
 * @param things names of the configured Things, as far as known
 * @param trace a stack trace, or null
 * @param configuration its text without secrets, or null when it could not be told
 * @param faulty lines of that text, from 1, that are to blame
 */
public record StartFailure(
        String message,
        List<String> things,
        String trace,
        String configuration,
        Set<Integer> faulty) {
    /** One of which only a sentence is known. */
    public static StartFailure of(String message) {
        return new StartFailure(message, List.of(), null, null, Set.of());
    }
}
