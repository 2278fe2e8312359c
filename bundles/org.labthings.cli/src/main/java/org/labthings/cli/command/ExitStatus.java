package org.labthings.cli.command;

/** Exit statuses of subcommands. */
public final class ExitStatus {
    /** Done. */
    public static final int OK = 0;

    /** The server said no, or what was asked for failed. */
    public static final int FAILED = 1;

    /** Wrong arguments. */
    public static final int USAGE = 2;

    /** No server answers there. */
    public static final int NO_SERVER = 3;

    /** The server does not let the caller do that. */
    public static final int NOT_ALLOWED = 4;

    private ExitStatus() {}
}
