package org.labthings.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.cli.command.Arguments;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.Usage;
import org.labthings.cli.command.UsageException;

/**
 * {@code labthings WORD ...}: the subcommands, which talk to a running server. The script starts
 * this when its first argument is no option. Exit statuses: {@link ExitStatus}.
 */
public final class Main {
    private Main() {}

    /** Called by the JVM; ends it. */
    public static void main(String[] arguments) {
        if (Training.isAsked()) {
            System.exit(Training.run());
        }
        PrintStream out = utf8(FileDescriptor.out);
        int status = run(arguments, System.in, out, utf8(FileDescriptor.err), System.getenv());
        out.flush();
        System.exit(status == ExitStatus.OK && out.checkError() ? ExitStatus.FAILED : status);
    }

    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    /** One run, with everything that it touches; for tests as well. */
    public static int run(
            String[] arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment) {
        Catalogue catalogue = new Catalogue();
        if (arguments.length == 0 || List.of("help", "--help", "-h").contains(arguments[0])) {
            out.print(overview(catalogue));
            return ExitStatus.OK;
        }
        String word = arguments[0];
        Optional<Subcommand> found = catalogue.find(word);
        if (found.isEmpty()) {
            err.println("labthings: error: there is no subcommand " + word);
            err.println("There are: " + String.join(", ", catalogue.words()) + ", check, help");
            return ExitStatus.USAGE;
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            return run(word, found.get(), rest, in, out, err, environment);
        } catch (UsageException e) {
            err.print(Usage.line(word, found.get()));
            err.println("labthings " + word + ": error: " + e.getMessage());
            return e.status();
        } catch (CommandException e) {
            err.println("labthings " + word + ": " + e.getMessage());
            return e.status();
        } catch (IOException e) {
            err.println("labthings " + word + ": the connection broke: " + e.getMessage());
            return ExitStatus.NO_SERVER;
        }
    }

    private static int run(
            String word,
            Subcommand command,
            List<String> rest,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment)
            throws CommandException, IOException {
        Arguments arguments = Arguments.parse(command, rest);
        if (arguments.has("--help")) {
            out.print(Usage.text(word, command));
            return ExitStatus.OK;
        }
        return command.run(new Call(arguments, in, out, err, environment));
    }

    private static String overview(Catalogue catalogue) {
        StringBuilder text =
                new StringBuilder("usage: labthings SUBCOMMAND [arguments] [options]\n\n");
        for (String word : catalogue.words()) {
            Subcommand command = catalogue.find(word).orElseThrow();
            String call = word + " " + command.synopsis();
            text.append(String.format("  %-36s %s%n", call, command.summary()));
        }
        text.append(String.format("  %-36s %s%n", "check FILE", "Checks a configuration file"));
        return text.append("\nlabthings SUBCOMMAND --help says more; labthings --help shows the")
                .append(" options of the server itself.\n")
                .toString();
    }
}
