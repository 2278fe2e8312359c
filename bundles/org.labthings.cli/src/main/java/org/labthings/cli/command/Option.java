package org.labthings.cli.command;

/**
 * An option of a subcommand.
 *
 * @param word with its dashes: {@code --json}
 * @param value what stands for its value in the help; null when it takes none
 * @param help one line
 */
public record Option(String word, String value, String help) {
    /** An option without a value. */
    public static Option flag(String word, String help) {
        return new Option(word, null, help);
    }

    boolean takesValue() {
        return value != null;
    }

    String column() {
        return takesValue() ? word + " " + value : word;
    }
}
