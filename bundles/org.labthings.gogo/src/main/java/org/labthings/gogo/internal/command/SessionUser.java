package org.labthings.gogo.internal.command;

import org.apache.felix.service.command.CommandSession;

/** Whose session it is; a variable that the shell's language cannot name. */
public final class SessionUser {
    private static final String VARIABLE = ".labthings user";

    private SessionUser() {}

    /** Notes it in a new session. */
    public static void set(CommandSession session, String user) {
        session.put(VARIABLE, user);
    }

    /** The name of the user. */
    public static String of(CommandSession session) {
        Object user = session.get(VARIABLE);
        return user == null ? "shell" : user.toString();
    }
}
