package org.labthings.cli.account;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.UsageException;

/** Asks for a password: on a terminal twice and unseen, else it is the first line of the input. */
final class PasswordEntry {
    private PasswordEntry() {}

    static char[] read(Call call) throws CommandException, IOException {
        Console console = System.console();
        boolean typed = console != null && call.in() == System.in;
        return typed ? typed(console) : piped(call);
    }

    private static char[] typed(Console console) throws CommandException {
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || second == null) {
            throw new CommandException(ExitStatus.FAILED, "no password was given");
        }
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            throw new CommandException(ExitStatus.FAILED, "these were two passwords");
        }
        return first;
    }

    private static char[] piped(Call call) throws CommandException, IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        if (line == null || line.isEmpty()) {
            throw new UsageException("the password is missing: the first line of the input");
        }
        return line.toCharArray();
    }
}
