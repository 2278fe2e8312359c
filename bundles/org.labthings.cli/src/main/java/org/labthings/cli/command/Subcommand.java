package org.labthings.cli.command;

import java.io.IOException;
import java.util.List;

/**
 * What {@code labthings WORD ...} does: one class a word. Made anew for each process, called once
 * on the main thread, may block.
 */
public interface Subcommand {
    /** Its positional arguments, as the help shows them: {@code NAME PROPERTY}. */
    String synopsis();

    /** One line for the list of subcommands. */
    String summary();

    /** Paragraphs below the synopsis in its own help; may be empty. */
    default String details() {
        return "";
    }

    /** Its options beside those that all have: {@code --json} and how to reach the server. */
    default List<Option> options() {
        return List.of();
    }

    /** How many positional arguments it needs. */
    int least();

    /** How many positional arguments it takes. */
    int most();

    /**
     * Does it.
     *
     * @return the exit status
     * @throws CommandException when it fails as such things do; the message is shown
     * @throws IOException when the connection breaks; its message is shown
     */
    int run(Call call) throws CommandException, IOException;
}
