package org.labthings.launcher;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.fallback.StartFailure;

/**
 * Why a session, or one attempt of it, ends.
 *
 * @param exit status of the process
 * @param failure what went wrong; null when nothing did
 */
record End(int exit, StartFailure failure) {
    /** Somebody at the error page wants to try again. */
    static final End RETRY = new End(Exit.OK, null);

    static End stopped(int exit) {
        return new End(exit, null);
    }

    static End failed(LaunchException e) {
        return new End(e.exit(), StartFailure.of(e.getMessage()));
    }

    /**
     * From what the run-time set reports.
     *
     * @param configured what it reported about its configuration before; may be empty
     */
    static End failed(Map<String, Object> event, Map<String, Object> configured) {
        int exit = event.get("exit") instanceof Integer i ? i : Exit.SETUP;
        Object trace = event.get("trace");
        Map<String, Object> shown = event.containsKey("configuration") ? event : configured;
        Object text = shown.get("configuration");
        return new End(
                exit,
                new StartFailure(
                        String.valueOf(event.get("message")),
                        names(event.get("things")),
                        trace == null ? null : trace.toString(),
                        text == null ? null : text.toString(),
                        faulty(event, shown)));
    }

    private static List<String> names(Object value) {
        return value instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Named lines, else the lines of the Thing that is to blame. */
    private static Set<Integer> faulty(Map<String, Object> event, Map<String, Object> shown) {
        if (event.get("faulty") instanceof List<?> lines) {
            return lines.stream()
                    .filter(Integer.class::isInstance)
                    .map(Integer.class::cast)
                    .collect(Collectors.toSet());
        }
        Object thing = event.get("thing");
        return thing != null
                        && shown.get("lines") instanceof Map<?, ?> lines
                        && lines.get(thing) instanceof List<?> of
                ? of.stream().map(Integer.class::cast).collect(Collectors.toSet())
                : Set.of();
    }
}
