package org.labthings.cli.command;

import java.util.List;
import java.util.stream.Stream;

/** The help of one subcommand. */
public final class Usage {
    private Usage() {}

    /** One line. */
    public static String line(String word, Subcommand command) {
        String synopsis = command.synopsis();
        return "usage: labthings "
                + word
                + (synopsis.isEmpty() ? "" : " " + synopsis)
                + " [options]\n";
    }

    /** All of it. */
    public static String text(String word, Subcommand command) {
        StringBuilder text = new StringBuilder(line(word, command));
        text.append('\n').append(command.summary()).append(".\n");
        if (!command.details().isEmpty()) {
            text.append('\n').append(command.details().strip()).append('\n');
        }
        text.append("\noptions:\n");
        List<Option> options =
                Stream.concat(command.options().stream(), Arguments.COMMON.stream()).toList();
        int width = options.stream().mapToInt(o -> o.column().length()).max().orElse(0);
        for (Option option : options) {
            text.append("  ").append(option.column());
            text.append(" ".repeat(width - option.column().length() + 2));
            text.append(option.help()).append('\n');
        }
        return text.toString();
    }
}
