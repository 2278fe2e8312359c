package org.labthings.cli.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.labthings.cli.server.Server;
import org.labthings.cli.server.Whereabouts;

/**
 * One run of a subcommand: its arguments, its terminal, and the server it is for.
 *
 * @param arguments understood
 * @param in standard input
 * @param out standard output: results, nothing else
 * @param err standard error: everything else
 * @param environment environment variables
 */
public record Call(
        Arguments arguments,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment) {

    /** Whether results are wanted as JSON. */
    public boolean json() {
        return arguments.has("--json");
    }

    /** Where the server is, and what it wants to see; nothing is asked yet. */
    public Whereabouts whereabouts() throws CommandException {
        return Whereabouts.find(arguments, environment);
    }

    /**
     * The server that the options, the environment or the data folder name; no connection is made
     * yet.
     *
     * @throws CommandException when what they say cannot be used
     */
    public Server server() throws CommandException {
        return new Server(whereabouts(), arguments.seconds("--timeout", 60));
    }
}
