package org.labthings.cli.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arguments behind the word, understood: options anywhere, {@code --word VALUE} or {@code
 * --word=VALUE}; behind {@code --} nothing is an option, and neither is a negative number.
 */
public final class Arguments {
    /** What every subcommand takes. */
    static final List<Option> COMMON =
            List.of(
                    Option.flag("--json", "print JSON"),
                    new Option(
                            "--url",
                            "URL",
                            "the server (default: LABTHINGS_URL, else the one of --data)"),
                    new Option(
                            "--token",
                            "TOKEN",
                            "API token (default: LABTHINGS_TOKEN, else the local one of --data)"),
                    new Option(
                            "--data", "DIR", "the server's data folder (default ./labthings-data)"),
                    new Option("--timeout", "SECONDS", "how long to wait for it (default 60)"),
                    Option.flag("--help", "show this help"));

    private final Map<String, String> options = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    /**
     * Understands what stands behind the subcommand's word.
     *
     * @throws UsageException when an option is unknown or lacks its value, or there are too few or
     *     too many words
     */
    public static Arguments parse(Subcommand command, List<String> given) throws UsageException {
        Arguments arguments = new Arguments();
        Deque<String> rest = new ArrayDeque<>(given);
        boolean options = true;
        while (!rest.isEmpty()) {
            String token = rest.pop();
            if (options && token.equals("--")) {
                options = false;
            } else if (options && isOption(token)) {
                arguments.option(command, token, rest);
            } else {
                arguments.words.add(token);
            }
        }
        arguments.count(command);
        return arguments;
    }

    private static boolean isOption(String token) {
        return token.length() > 1
                && token.charAt(0) == '-'
                && !Character.isDigit(token.charAt(1))
                && token.charAt(1) != '.';
    }

    private void option(Subcommand command, String token, Deque<String> rest)
            throws UsageException {
        int equals = token.indexOf('=');
        String word = token.equals("-h") ? "--help" : token;
        word = equals < 0 ? word : token.substring(0, equals);
        Option option = find(command, word);
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw new UsageException(word + " takes no value");
            }
            options.put(option.word(), "");
        } else if (equals >= 0) {
            options.put(option.word(), token.substring(equals + 1));
        } else if (rest.isEmpty()) {
            throw new UsageException(word + " needs a value: " + option.value());
        } else {
            options.put(option.word(), rest.pop());
        }
    }

    private static Option find(Subcommand command, String word) throws UsageException {
        return Stream.concat(command.options().stream(), COMMON.stream())
                .filter(o -> o.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no option " + word));
    }

    private void count(Subcommand command) throws UsageException {
        if (has("--help")) {
            return;
        }
        if (words.size() < command.least()) {
            throw new UsageException("an argument is missing");
        }
        if (words.size() > command.most()) {
            throw new UsageException("what shall '" + words.get(command.most()) + "' mean?");
        }
    }

    /** Whether the option was given. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** The option's value. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** How many positional arguments there are. */
    public int count() {
        return words.size();
    }

    /** A positional argument; there must be so many. */
    public String word(int index) {
        return words.get(index);
    }

    /** Positional arguments from this one on. */
    public List<String> wordsFrom(int index) {
        return List.copyOf(words.subList(index, words.size()));
    }

    /**
     * A number of seconds.
     *
     * @throws UsageException when it is none, or not positive
     */
    public double seconds(String option, double otherwise) throws UsageException {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds < 1e6) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs a number of seconds, not " + text);
        }
        throw new UsageException(option + " needs a positive number of seconds, not " + text);
    }
}
