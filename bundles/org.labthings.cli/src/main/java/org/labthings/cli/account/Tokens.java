package org.labthings.cli.account;

import java.time.Instant;
import java.util.List;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.security.Role;
import org.labthings.security.store.AccountException;
import org.labthings.security.store.Expiry;
import org.labthings.security.store.Token;

/** {@code labthings token}: credentials of programs. */
public final class Tokens implements Subcommand {
    @Override
    public String synopsis() {
        return "create|list|revoke [NAME]";
    }

    @Override
    public String summary() {
        return "Makes, lists and revokes API tokens";
    }

    @Override
    public String details() {
        return "Works on the files in the data folder, with and without a running server, which"
                + " notices at once.\n"
                + "A token is printed once, when it is made: only its digest is kept.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("--role", "ROLE", "what its bearer may do: " + Role.words()),
                new Option("--expires", "WHEN", "90d, 12h or 2027-01-31; without: never"));
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
            case "create" -> create(call);
            case "list" -> list(call);
            case "revoke" -> revoke(call);
            default ->
                    throw new UsageException(
                            "create, list or revoke, not " + call.arguments().word(0));
        };
    }

    private static int create(Call call) throws CommandException {
        String name = AccountFiles.name(call, "token");
        Role role = AccountFiles.role(call);
        String when = call.arguments().value("--expires").orElse(null);
        Instant expires = when == null ? null : expiry(when);
        return AccountFiles.change(
                call,
                store -> {
                    String secret = store.createToken(name, role, expires);
                    if (call.json()) {
                        call.out().println(AccountJson.created(name, role, expires, secret));
                        return;
                    }
                    String end = expires == null ? "it does not expire" : "until " + expires;
                    call.err().println("Made the token " + name + ", " + role.word() + ", " + end);
                    call.out().println(secret);
                });
    }

    private static Instant expiry(String text) throws UsageException {
        try {
            return Expiry.parse(text, Instant.now());
        } catch (AccountException e) {
            throw new UsageException("--expires: " + e.getMessage());
        }
    }

    private static int revoke(Call call) throws CommandException {
        String name = AccountFiles.name(call, "token");
        return AccountFiles.change(
                call,
                store -> {
                    store.revokeToken(name);
                    call.err().println("Revoked " + name);
                });
    }

    private static int list(Call call) throws CommandException {
        return AccountFiles.change(
                call,
                store -> {
                    if (call.json()) {
                        call.out().println(AccountJson.tokens(store.tokens()));
                        return;
                    }
                    Instant now = Instant.now();
                    for (Token token : store.tokens()) {
                        String end = token.expires() == null ? "never" : token.expires().toString();
                        call.out()
                                .printf(
                                        "%-24s %-9s since %s, %s %s%n",
                                        token.name(),
                                        token.role().word(),
                                        token.created(),
                                        token.isExpired(now) ? "EXPIRED" : "expires",
                                        end);
                    }
                });
    }
}
