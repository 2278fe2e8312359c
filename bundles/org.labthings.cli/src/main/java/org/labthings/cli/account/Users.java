package org.labthings.cli.account;

import java.util.List;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.security.Role;
import org.labthings.security.store.Passwords;
import org.labthings.security.store.User;

/** {@code labthings user}: who may log in with a password. */
public final class Users implements Subcommand {
    @Override
    public String synopsis() {
        return "add|list|remove|password [NAME]";
    }

    @Override
    public String summary() {
        return "Adds, lists and removes users, and changes their passwords";
    }

    @Override
    public String details() {
        return "Works on the files in the data folder, with and without a running server, which"
                + " notices at once.\n"
                + "On a terminal the password is asked for; else it is the first line of the"
                + " input.\n"
                + "Once there is a user, everybody has to log in.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("--role", "ROLE", "what the new user may do: " + Role.words()),
                Option.flag("--generate", "make a password, and print it"));
    }

    @Override
    public int least() {
        return 1;
    }

    @Override
    public int most() {
        return 2;
    }

    @Override
    public int run(Call call) throws CommandException {
        return switch (call.arguments().word(0)) {
            case "add" -> add(call);
            case "list" -> list(call);
            case "remove" -> remove(call);
            case "password" -> password(call);
            default ->
                    throw new UsageException(
                            "add, list, remove or password, not " + call.arguments().word(0));
        };
    }

    private static int add(Call call) throws CommandException {
        String name = AccountFiles.name(call, "user");
        Role role = AccountFiles.role(call);
        return AccountFiles.change(
                call,
                store -> {
                    char[] password = newPassword(call);
                    store.addUser(name, role, password);
                    done(call, "Added " + name + ", " + role.word(), password);
                });
    }

    private static int password(Call call) throws CommandException {
        String name = AccountFiles.name(call, "user");
        return AccountFiles.change(
                call,
                store -> {
                    char[] password = newPassword(call);
                    store.setPassword(name, password);
                    done(call, "Changed the password of " + name, password);
                });
    }

    private static char[] newPassword(Call call) throws CommandException, java.io.IOException {
        return call.arguments().has("--generate") ? Passwords.random() : PasswordEntry.read(call);
    }

    private static void done(Call call, String what, char[] password) {
        call.err().println(what);
        if (call.arguments().has("--generate")) {
            call.out().println(new String(password));
        }
    }

    private static int remove(Call call) throws CommandException {
        String name = AccountFiles.name(call, "user");
        return AccountFiles.change(
                call,
                store -> {
                    store.removeUser(name);
                    call.err().println("Removed " + name);
                });
    }

    private static int list(Call call) throws CommandException {
        return AccountFiles.change(
                call,
                store -> {
                    if (call.json()) {
                        call.out().println(AccountJson.users(store.users()));
                        return;
                    }
                    for (User user : store.users()) {
                        call.out()
                                .printf(
                                        "%-24s %-9s since %s%s%n",
                                        user.name(),
                                        user.role().word(),
                                        user.created(),
                                        user.generated() ? ", made by the server" : "");
                    }
                });
    }
}
