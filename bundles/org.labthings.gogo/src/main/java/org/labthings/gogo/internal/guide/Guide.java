package org.labthings.gogo.internal.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know about a command, for help, completion and the check of its arguments.
 *
 * @param name without scope
 * @param summary one line
 * @param arguments in order
 * @param options that may stand anywhere
 * @param examples lines that can be typed
 */
public record Guide(
        String name,
        String summary,
        List<Argument> arguments,
        List<Option> options,
        List<String> examples) {

    /** What an argument can be, which is what completion offers. */
    public enum Kind {
        /** A running Thing. */
        THING,
        /** Any configured Thing. */
        ANY_THING,
        /** A property of the Thing before it. */
        PROPERTY,
        /** A property of the Thing before it that can be set. */
        WRITABLE,
        /** A property of the Thing before it that can be reset. */
        RESETTABLE,
        /** An action of the Thing before it. */
        ACTION,
        /** A value of the property before it, as JSON. */
        VALUE,
        /** Arguments of the action before it: a JSON object, or {@code name=value} each. */
        ARGUMENTS,
        /** An invocation's id, or its beginning. */
        INVOCATION,
        /** An invocation that is not over. */
        RUNNING_INVOCATION,
        /** A slot of the Thing before it. */
        SLOT,
        /** What could fill the slot before it. */
        FILLER,
        /** A driver type. */
        TYPE,
        /** Attributes of the type before it. */
        ATTRIBUTES,
        /** A plugin. */
        PLUGIN,
        /** A file. */
        FILE,
        /** A running Thing with a stream. */
        STREAMING_THING,
        /** A stream of the Thing before it. */
        STREAM,
        /** A command. */
        COMMAND,
        /** Anything. */
        FREE
    }

    /** Whether an argument may be left out, or come several times. */
    public enum Count {
        /** Once. */
        ONE,
        /** Not at all, or once. */
        OPTIONAL,
        /** Not at all, or many times; the last argument. */
        MANY
    }

    /** One argument. */
    public record Argument(String title, Kind kind, Count count) {}

    /** One option; its value is null when it takes none. */
    public record Option(String word, String value, String help) {}

    /** A guide that says nothing but this. */
    public static Guide of(String name, String summary) {
        return new Guide(name, summary, List.of(), List.of(), List.of());
    }

    /** With one more argument. */
    public Guide takes(String title, Kind kind) {
        return takes(title, kind, Count.ONE);
    }

    /** With one more argument. */
    public Guide takes(String title, Kind kind, Count count) {
        return new Guide(
                name,
                summary,
                with(arguments, new Argument(title, kind, count)),
                options,
                examples);
    }

    /** With one more option; the value is null when it takes none. */
    public Guide option(String word, String value, String help) {
        return new Guide(
                name, summary, arguments, with(options, new Option(word, value, help)), examples);
    }

    /** With one more example. */
    public Guide example(String line) {
        return new Guide(name, summary, arguments, options, with(examples, line));
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /** The option of that name. */
    public Optional<Option> option(String word) {
        return options.stream().filter(o -> o.word.equals(word)).findFirst();
    }

    /** How many arguments it needs. */
    public int least() {
        return (int) arguments.stream().filter(a -> a.count == Count.ONE).count();
    }

    /** How many arguments it takes. */
    public int most() {
        boolean many = arguments.stream().anyMatch(a -> a.count == Count.MANY);
        return many ? Integer.MAX_VALUE : arguments.size();
    }

    /** The argument at a place, if it takes one there. */
    public Optional<Argument> argument(int index) {
        if (index < arguments.size()) {
            return Optional.of(arguments.get(index));
        }
        return arguments.isEmpty() || most() != Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(arguments.get(arguments.size() - 1));
    }

    /** The command with its arguments: {@code get NAME PROPERTY}. */
    public String usage() {
        StringBuilder text = new StringBuilder(name);
        for (Argument argument : arguments) {
            text.append(
                    switch (argument.count) {
                        case ONE -> " " + argument.title;
                        case OPTIONAL -> " [" + argument.title + "]";
                        case MANY -> " [" + argument.title + "]...";
                    });
        }
        for (Option option : options) {
            text.append(" [").append(option.word);
            text.append(option.value == null ? "" : " " + option.value).append(']');
        }
        return text.toString();
    }

    /** Its help page. */
    public String page() {
        StringBuilder text = new StringBuilder(usage());
        text.append("\n  ").append(summary).append('.');
        int width = options.stream().mapToInt(o -> o.word.length()).max().orElse(0);
        for (Option option : options) {
            text.append("\n  ").append(option.word);
            text.append(" ".repeat(width - option.word.length() + 2)).append(option.help);
        }
        for (String example : examples) {
            text.append("\n    lab> ").append(example);
        }
        return text.toString();
    }
}
