package org.labthings.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;

/** {@code labthings shell}: the server's shell, with line editing on a terminal. */
public final class Shell implements Subcommand {
    private static final String COMMAND = "--command";

    @Override
    public String synopsis() {
        return "";
    }

    @Override
    public String summary() {
        return "Opens the shell of the running server";
    }

    @Override
    public String details() {
        return "On a terminal with completion (Tab), history and Ctrl-C. Otherwise it runs the"
                + " lines of its standard input, and the exit status is 1 if one of them failed."
                + " Files are those of the server's machine. help lists the commands; exit or"
                + " Ctrl-D ends it.";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option(COMMAND, "LINE", "run this line only"));
    }

    @Override
    public int least() {
        return 0;
    }

    @Override
    public int most() {
        return 0;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Optional<String> line = call.arguments().value(COMMAND);
        try (ShellConnection connection = ShellConnection.open(call.server())) {
            if (line.isPresent()) {
                return status(connection.run(line.get(), call.out(), call.err()));
            }
            return Boolean.getBoolean("labthings.terminal")
                    ? new ShellTerminal(connection, call.environment()).run()
                    : script(call, connection);
        }
    }

    private static int script(Call call, ShellConnection connection)
            throws CommandException, IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
        int status = ExitStatus.OK;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.strip();
            if (isEnd(text)) {
                break;
            }
            if (!text.isEmpty() && !text.startsWith("#")) {
                status = Math.max(status, status(connection.run(text, call.out(), call.err())));
            }
        }
        return status;
    }

    static boolean isEnd(String line) {
        return line.equals("exit") || line.equals("quit") || line.equals("logout");
    }

    private static int status(ShellConnection.End end) {
        return end == ShellConnection.End.OK ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
