package org.labthings.http.internal.route;

/**
 * Paths that belong to the server's own servlets, whatever Things are called: who looks after the
 * server must reach its console and its health even when a Thing named {@code system} is
 * configured.
 */
final class ServletPaths {
    private static final String CONSOLE = "/system/console";
    private static final String HEALTH = "/system/health";
    private static final String METRICS = "/metrics";

    private ServletPaths() {}

    static boolean own(String path) {
        return path.equals(METRICS) || isBelow(path, CONSOLE) || isBelow(path, HEALTH);
    }

    /** Also with an ending, such as {@code .json}. */
    private static boolean isBelow(String path, String start) {
        return path.startsWith(start)
                && (path.length() == start.length()
                        || "/.".indexOf(path.charAt(start.length())) >= 0);
    }
}
