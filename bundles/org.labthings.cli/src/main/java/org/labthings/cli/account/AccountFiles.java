package org.labthings.cli.account;

import java.io.IOException;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.UsageException;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;

/** The accounts of the server of {@code --data}, whether it runs or not. */
final class AccountFiles {
    private AccountFiles() {}

    /** What a subcommand does with the accounts. */
    interface Work {
        void with(AccountStore store) throws CommandException, IOException;
    }

    /** Does it; a running server notices within half a second. */
    static int change(Call call, Work work) throws CommandException {
        AccountStore store = new AccountStore(call.whereabouts().data().resolve("security"));
        try {
            work.with(store);
            return ExitStatus.OK;
        } catch (IOException e) {
            throw new CommandException(ExitStatus.FAILED, e.getMessage());
        }
    }

    /** The role that was given. */
    static Role role(Call call) throws UsageException {
        String word =
                call.arguments()
                        .value("--role")
                        .orElseThrow(
                                () -> new UsageException("--role is missing: " + Role.words()));
        return Role.of(word)
                .orElseThrow(
                        () -> new UsageException("there is no role " + word + ": " + Role.words()));
    }

    /** The argument after the verb. */
    static String name(Call call, String what) throws UsageException {
        if (call.arguments().count() < 2) {
            throw new UsageException("the NAME of the " + what + " is missing");
        }
        return call.arguments().word(1);
    }
}
