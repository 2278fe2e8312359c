package org.labthings.cli.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;

/** {@code labthings install}. */
public final class Install implements Subcommand {
    @Override
    public String synopsis() {
        return "FILE";
    }

    @Override
    public String summary() {
        return "Installs a driver bundle, or upgrades it";
    }

    @Override
    public String details() {
        return "Returns when it runs, and its Things run as they did before. When it does not, the"
                + " version before is back, and the exit status is 1.";
    }

    @Override
    public int least() {
        return 1;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Path file = Path.of(call.arguments().word(0));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandException(ExitStatus.FAILED, "there is no file " + file);
        }
        Server server = call.server();
        JsonNode change =
                server.upload("/system/plugins", file, "application/java-archive")
                        .orFail(server.url())
                        .json();
        show(call, "installed", change);
        return ExitStatus.OK;
    }

    static void show(Call call, String verb, JsonNode change) {
        if (call.json()) {
            call.out().println(Documents.pretty(change));
            return;
        }
        JsonNode plugin = change.path("plugin");
        String replaced = change.path("replaced").asText("");
        boolean instead = change.path("replaced").isTextual() && !verb.equals("removed");
        call.out()
                .println(
                        verb
                                + " "
                                + plugin.path("name").asText()
                                + " "
                                + plugin.path("version").asText()
                                + (instead ? " in place of " + replaced : ""));
    }
}
