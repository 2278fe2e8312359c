package org.labthings.launcher.failure;

/** Exit statuses of the command, as the original server's. */
public final class Exit {
    /** Stopped by SIGINT, or nothing went wrong. */
    public static final int OK = 0;

    /** No usable configuration source or data folder, or a Thing that cannot be set up. */
    public static final int SETUP = 1;

    /** Wrong arguments. */
    public static final int USAGE = 2;

    /** The configuration is refused, a Thing cannot start, or the port or data folder is taken. */
    public static final int REFUSED = 3;

    /** Stopped by a second SIGINT without waiting. */
    public static final int FORCED = 130;

    /** Stopped by SIGTERM, after an orderly stop. */
    public static final int TERMINATED = 143;

    private Exit() {}
}
