package org.labthings.http.internal.guard;

import org.labthings.security.Role;

/**
 * What a request needs: reading a viewer, everything else an operator; under {@code /system/} an
 * administrator, but for the state of health.
 */
public final class Needs {
    /** Where administration is. */
    private static final String SYSTEM = "/system";

    private static final String HEALTH = "/system/health";

    private Needs() {}

    /**
     * The role that is needed outside administration.
     *
     * @param path decoded and without dots
     */
    static Role of(String method, String path) {
        boolean reads =
                switch (method) {
                    case "GET", "HEAD", "OPTIONS" -> true;
                    case "POST" -> path.equals(LoginRoutes.TICKET);
                    case "CONNECT" -> true; // a WebSocket over HTTP/2
                    default -> false;
                };
        return reads ? Role.VIEWER : Role.OPERATOR;
    }

    /** Whether a path belongs to administration. */
    public static boolean isSystem(String path) {
        return isAt(path, SYSTEM);
    }

    /** Whether it only says how the server is. */
    static boolean isHealth(String method, String path) {
        boolean health = isAt(path, HEALTH) || path.startsWith(HEALTH + '.'); // .json, .txt
        return health && (method.equals("GET") || method.equals("HEAD"));
    }

    private static boolean isAt(String path, String start) {
        return path.startsWith(start)
                && (path.length() == start.length() || path.charAt(start.length()) == '/');
    }
}
