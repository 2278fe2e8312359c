package org.labthings.launcher;

import java.util.List;
import java.util.Map;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;

/**
 * Why a session ends.
 *
 * @param exit status of the process
 * @param failure what went wrong; null when nothing did
 */
record End(int exit, Failure failure) {
    /**
     * A failure as the user and the fallback page see it.
     *
     * @param message for the console: what, why, and what to do
     * @param things names of the configured Things, as far as known
     * @param trace a stack trace, or null
     */
    record Failure(String message, List<String> things, String trace) {}

    static End stopped(int exit) {
        return new End(exit, null);
    }

    static End failed(LaunchException e) {
        return new End(e.exit(), new Failure(e.getMessage(), List.of(), null));
    }

    /** From what the run-time set reports. */
    static End failed(Map<String, Object> event) {
        int exit = event.get("exit") instanceof Integer i ? i : Exit.SETUP;
        List<String> things =
                event.get("things") instanceof List<?> names
                        ? names.stream().map(String::valueOf).toList()
                        : List.of();
        Object trace = event.get("trace");
        return new End(
                exit,
                new Failure(
                        String.valueOf(event.get("message")),
                        things,
                        trace == null ? null : trace.toString()));
    }
}
