package org.labthings.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;

/** The shell on a terminal: line editing, history and completion here, commands on the server. */
final class ShellTerminal {
    private final ShellConnection connection;
    private final Map<String, String> environment;

    ShellTerminal(ShellConnection connection, Map<String, String> environment) {
        this.connection = connection;
        this.environment = environment;
    }

    /**
     * Until the user leaves. The terminal stays in its raw mode while a line runs, too: what is
     * typed ahead waits for the next prompt.
     */
    int run() throws CommandException, IOException {
        SteadyPty pty = new SteadyPty();
        try (Terminal terminal = terminal(pty)) {
            terminal.handle(Terminal.Signal.INT, signal -> interrupt());
            terminal.enterRawMode();
            LineReader reader = reader(terminal);
            terminal.writer()
                    .println(
                            "Shell of "
                                    + connection.server().url()
                                    + " as "
                                    + connection.user()
                                    + ". help lists the commands, exit ends it.");
            return read(terminal, reader);
        }
    }

    private Terminal terminal(SteadyPty steady) throws IOException {
        return new PosixSysTerminal(
                "labthings",
                environment.getOrDefault("TERM", "dumb"),
                steady,
                StandardCharsets.UTF_8,
                true,
                Terminal.SignalHandler.SIG_IGN) {
            @Override
            public void raise(Signal signal) {
                if (signal == Signal.WINCH) {
                    steady.resized();
                }
                super.raise(signal);
            }
        };
    }

    private LineReader reader(Terminal terminal) {
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setQuoteChars(new char[0]); // the server knows what is a word
        LineReader reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("labthings")
                        .parser(parser)
                        .completer((r, line, candidates) -> complete(r, candidates))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.AUTO_LIST, true)
                        .build();
        history(reader);
        return reader;
    }

    /** Kept for this user only: values may be nobody else's business. */
    private void history(LineReader reader) {
        String home = environment.get("XDG_STATE_HOME");
        Path folder =
                home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(home);
        Path file = folder.resolve("labthings").resolve("shell-history");
        try {
            Files.createDirectories(file.getParent());
            if (Files.notExists(file)) {
                Files.createFile(file);
                file.toFile().setReadable(false, false);
                file.toFile().setReadable(true, true);
                file.toFile().setWritable(false, false);
                file.toFile().setWritable(true, true);
            }
            reader.setVariable(LineReader.HISTORY_FILE, file);
            reader.setVariable(LineReader.HISTORY_SIZE, 1000);
            reader.setVariable(LineReader.HISTORY_FILE_SIZE, 2000);
        } catch (IOException | UnsupportedOperationException e) {
            // then it is forgotten with the session
        }
    }

    private void complete(LineReader reader, List<Candidate> candidates) {
        String line = reader.getBuffer().toString();
        int cursor = reader.getBuffer().cursor();
        JsonNode found;
        try {
            found = connection.complete(line, cursor);
        } catch (CommandException | IOException e) {
            return; // the next line will say what is wrong
        }
        String before = line.substring(0, cursor);
        int wordStart = before.lastIndexOf(' ') + 1;
        int start = found.path("start").asInt(cursor);
        for (JsonNode candidate : found.path("candidates")) {
            String value = candidate.path("value").asText();
            if (start > wordStart && start <= cursor) {
                value = line.substring(wordStart, start) + value; // behind a bracket, for instance
            }
            String description = candidate.path("description").asText(null);
            boolean known = candidate.path("description").isTextual();
            candidates.add(
                    new Candidate(
                            value,
                            candidate.path("value").asText(),
                            null,
                            known ? description : null,
                            null,
                            null,
                            candidate.path("complete").asBoolean(true)));
        }
    }

    private int read(Terminal terminal, LineReader reader) throws CommandException, IOException {
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        while (true) {
            String line;
            try {
                line = reader.readLine("lab> ").strip();
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return ExitStatus.OK;
            }
            if (Shell.isEnd(line)) {
                return ExitStatus.OK;
            }
            Thread.interrupted(); // a Ctrl-C that came a moment too late for the prompt
            if (!line.isEmpty()
                    && connection.run(line, out, out) == ShellConnection.End.INTERRUPTED) {
                out.println("^C");
            }
        }
    }

    private void interrupt() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                connection.interrupt();
                            } catch (CommandException | IOException e) {
                                // the line's own connection says what is wrong
                            }
                        },
                        "labthings-interrupt");
        thread.setDaemon(true);
        thread.start();
    }
}
