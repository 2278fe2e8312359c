package org.labthings.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.labthings.cli.account.Tokens;
import org.labthings.cli.account.Users;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.generate.Client;
import org.labthings.cli.plugin.Install;
import org.labthings.cli.plugin.Plugins;
import org.labthings.cli.shell.Shell;
import org.labthings.cli.thing.Get;
import org.labthings.cli.thing.Invoke;
import org.labthings.cli.thing.SetProperty;
import org.labthings.cli.thing.Things;
import org.labthings.cli.thing.Watch;

/** Which word is which subcommand. Only the one that is asked for is loaded. */
final class Catalogue {
    private final Map<String, Supplier<Subcommand>> commands = new LinkedHashMap<>();

    Catalogue() {
        commands.put("user", Users::new);
        commands.put("token", Tokens::new);
        commands.put("things", Things::new);
        commands.put("get", Get::new);
        commands.put("set", SetProperty::new);
        commands.put("invoke", Invoke::new);
        commands.put("watch", Watch::new);
        commands.put("install", Install::new);
        commands.put("plugins", Plugins::new);
        commands.put("client", Client::new);
        commands.put("shell", Shell::new);
    }

    /** The words, in the order of the help. */
    Set<String> words() {
        return commands.keySet();
    }

    Optional<Subcommand> find(String word) {
        return Optional.ofNullable(commands.get(word)).map(Supplier::get);
    }
}
