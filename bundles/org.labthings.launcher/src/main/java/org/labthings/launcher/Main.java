package org.labthings.launcher;

import java.io.PrintStream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.internal.command.CommandLine;
import org.labthings.launcher.internal.command.UsageException;

/**
 * The command {@code labthings}. Exit statuses: 0 stopped by Ctrl-C, 143 stopped by SIGTERM, 1 no
 * usable configuration source, data folder or Thing, 2 wrong usage, 3 configuration refused, a
 * Thing that cannot start, port or data folder taken.
 */
public final class Main {
    private Main() {}

    /** Called by the JVM; ends it. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (Training.isAsked()) {
            return Training.run(Home.find());
        }
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.wish() == CommandLine.Wish.RUN) {
                return new Session(Home.find(), line.options(), out).run();
            }
            if (line.wish() == CommandLine.Wish.CHECK) {
                return new Check(Home.find(), line.options(), out).run();
            }
            out.print(
                    line.wish() == CommandLine.Wish.HELP
                            ? CommandLine.help()
                            : Version.line() + System.lineSeparator());
            return Exit.OK;
        } catch (UsageException e) {
            err.print(CommandLine.usage());
            err.println("labthings: error: " + e.getMessage());
            return Exit.USAGE;
        }
    }
}
