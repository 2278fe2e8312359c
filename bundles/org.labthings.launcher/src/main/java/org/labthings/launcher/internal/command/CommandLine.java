package org.labthings.launcher.internal.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The arguments, understood: {@code --port 80}, {@code --port=80}, {@code -cFILE} and unique
 * beginnings of long options, as the original's parser takes them.
 */
public final class CommandLine {
    /** What the user wants. */
    public enum Wish {
        /** Usage. */
        HELP,
        /** The version. */
        VERSION,
        /** A server. */
        RUN,
        /** To know whether a configuration could be run. */
        CHECK
    }

    private static final int WIDTH = 80;
    private static final String CHECK = "check";
    private final Map<Argument, String> given = new EnumMap<>(Argument.class);
    private final Options options;
    private final boolean check;

    private CommandLine(String[] arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        check = CHECK.equals(rest.peek());
        if (check) {
            rest.pop();
            if (!rest.isEmpty() && !rest.peek().startsWith("-")) {
                given.put(Argument.CONFIG, rest.pop());
            }
        }
        while (!rest.isEmpty() && !given.containsKey(Argument.HELP)) {
            take(rest);
        }
        boolean needed = wish() == Wish.RUN || wish() == Wish.CHECK;
        options = needed ? readOptions() : null;
    }

    /**
     * Understands the arguments.
     *
     * @throws UsageException when an option is unknown, or a value is missing or wrong
     */
    public static CommandLine parse(String... arguments) throws UsageException {
        return new CommandLine(arguments);
    }

    /** What the user wants. */
    public Wish wish() {
        if (given.containsKey(Argument.HELP)) {
            return Wish.HELP;
        }
        if (given.containsKey(Argument.VERSION)) {
            return Wish.VERSION;
        }
        return check ? Wish.CHECK : Wish.RUN;
    }

    /** What to run with. */
    public Options options() {
        return options;
    }

    private void take(Deque<String> rest) throws UsageException {
        String token = rest.pop();
        String inline = null;
        Argument argument;
        if (token.startsWith("--")) {
            int equals = token.indexOf('=');
            argument = byWord(equals < 0 ? token : token.substring(0, equals));
            inline = equals < 0 ? null : token.substring(equals + 1);
        } else if (token.startsWith("-") && token.length() > 1) {
            argument = byLetter(token);
            inline = token.length() == 2 ? null : token.substring(2);
        } else {
            throw new UsageException("unrecognized arguments: " + token);
        }
        if (!argument.takesValue()) {
            if (inline != null) {
                throw wrong(argument, "ignored explicit argument '" + inline + "'");
            }
            given.put(argument, "");
            return;
        }
        if (inline == null) {
            if (rest.isEmpty() || rest.peek().startsWith("--")) {
                throw wrong(argument, "expected one argument");
            }
            inline = rest.pop();
        }
        given.put(argument, inline);
    }

    private static Argument byWord(String token) throws UsageException {
        String word = token.substring(2);
        List<Argument> found =
                Arrays.stream(Argument.values())
                        .filter(a -> !word.isEmpty() && a.word.startsWith(word))
                        .toList();
        Optional<Argument> exact = found.stream().filter(a -> a.word.equals(word)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        if (found.size() > 1) {
            String names = found.stream().map(a -> "--" + a.word).collect(Collectors.joining(", "));
            throw new UsageException("ambiguous option: " + token + " could match " + names);
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new UsageException("unrecognized arguments: " + token));
    }

    private static Argument byLetter(String token) throws UsageException {
        String letter = token.substring(1, 2);
        return Arrays.stream(Argument.values())
                .filter(a -> letter.equals(a.letter))
                .findFirst()
                .orElseThrow(() -> new UsageException("unrecognized arguments: " + token));
    }

    private Options readOptions() throws UsageException {
        Path data = path(Argument.DATA).orElse(Path.of("labthings-data")).toAbsolutePath();
        Path plugins =
                path(Argument.PLUGINS).map(Path::toAbsolutePath).orElse(data.resolve("plugins"));
        boolean fallback = given.containsKey(Argument.FALLBACK);
        return new Options(
                path(Argument.CONFIG),
                Optional.ofNullable(given.get(Argument.JSON)),
                host(),
                port(),
                data.normalize(),
                plugins.normalize(),
                fallback,
                fallback || given.containsKey(Argument.STRICT),
                given.containsKey(Argument.TLS),
                given.containsKey(Argument.INSECURE),
                given.containsKey(Argument.SHELL),
                given.containsKey(Argument.DEBUG));
    }

    private String host() throws UsageException {
        String host = given.getOrDefault(Argument.HOST, "127.0.0.1").strip();
        if (host.isEmpty()) {
            throw wrong(Argument.HOST, "expected an address");
        }
        return host;
    }

    private int port() throws UsageException {
        String text = given.getOrDefault(Argument.PORT, "5000").strip();
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(Argument.PORT, "invalid int value: '" + text + "'");
        }
        if (port < 0 || port > 65535) {
            throw wrong(Argument.PORT, "must be 0 to 65535, not " + port);
        }
        return port;
    }

    private Optional<Path> path(Argument argument) throws UsageException {
        String text = given.get(argument);
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (!text.isEmpty()) {
                return Optional.of(Path.of(text));
            }
        } catch (InvalidPathException e) {
            throw wrong(argument, "not a path: " + e.getMessage());
        }
        if (argument == Argument.CONFIG) {
            return Optional.of(Path.of("")); // the original: an empty source is no source
        }
        throw wrong(argument, "expected a folder");
    }

    private static UsageException wrong(Argument argument, String reason) {
        return new UsageException("argument " + argument.title() + ": " + reason);
    }

    /** The synopsis. */
    public static String usage() {
        StringBuilder text = new StringBuilder("usage: labthings");
        int column = text.length();
        for (Argument argument : Argument.values()) {
            if (column + argument.synopsis().length() + 1 > WIDTH) {
                text.append("\n                ");
                column = "usage: labthings".length();
            }
            text.append(' ').append(argument.synopsis());
            column += argument.synopsis().length() + 1;
        }
        return text.append('\n').toString();
    }

    /** Usage with all options. */
    public static String help() {
        StringBuilder text = new StringBuilder(usage()).append("\noptions:\n");
        for (Argument argument : Argument.values()) {
            text.append(String.format("  %-21s %s%n", argument.column(), argument.help));
        }
        text.append("\nsubcommands, which talk to a running server (labthings WORD --help):\n");
        text.append("  things, get, set, invoke, watch, install, plugins, client, shell\n");
        text.append("\nlabthings check [FILE] checks a configuration and starts nothing.\n");
        return text.append("\nJVM options: environment variable LABTHINGS_JAVA_OPTS.\n").toString();
    }
}
