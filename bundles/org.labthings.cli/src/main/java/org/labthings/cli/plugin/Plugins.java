package org.labthings.cli.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;
import org.labthings.cli.server.TextTable;

/** {@code labthings plugins}. */
public final class Plugins implements Subcommand {
    @Override
    public String synopsis() {
        return "[remove|rollback NAME]";
    }

    @Override
    public String summary() {
        return "Lists plugins, removes one, or brings back the version before";
    }

    @Override
    public int least() {
        return 0;
    }

    @Override
    public int most() {
        return 2;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        if (call.arguments().count() == 0) {
            return list(call);
        }
        if (call.arguments().count() == 1) {
            throw new UsageException("the NAME of the plugin is missing");
        }
        Server server = call.server();
        String path = "/system/plugins/" + Server.part(call.arguments().word(1));
        switch (call.arguments().word(0)) {
            case "remove" ->
                    Install.show(
                            call,
                            "removed",
                            server.system("DELETE", path, null).orFail(server.url()).json());
            case "rollback" ->
                    Install.show(
                            call,
                            "installed",
                            server.system("POST", path + "/rollback", null)
                                    .orFail(server.url())
                                    .json());
            default ->
                    throw new UsageException("remove or rollback, not " + call.arguments().word(0));
        }
        return ExitStatus.OK;
    }

    private static int list(Call call) throws CommandException, IOException {
        Server server = call.server();
        JsonNode all = server.system("GET", "/system/plugins", null).orFail(server.url()).json();
        if (call.json()) {
            call.out().println(Documents.pretty(all));
            return ExitStatus.OK;
        }
        TextTable table =
                new TextTable("PLUGIN", "VERSION", "PREVIOUS", "STATE", "THINGS", "REASON");
        for (JsonNode plugin : all) {
            List<String> things = new ArrayList<>();
            plugin.path("things").forEach(t -> things.add(t.asText()));
            table.add(
                    plugin.path("name").asText(),
                    text(plugin.path("version")),
                    text(plugin.path("previous")),
                    plugin.path("state").asText(),
                    String.join(", ", things),
                    plugin.path("reason").asText());
        }
        table.print(call.out());
        return ExitStatus.OK;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "-";
    }
}
