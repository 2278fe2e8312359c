package org.labthings.cli.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;
import org.labthings.cli.server.TextTable;

/** {@code labthings things}. */
public final class Things implements Subcommand {
    @Override
    public String synopsis() {
        return "[NAME]";
    }

    @Override
    public String summary() {
        return "Lists the Things, with state and reason";
    }

    @Override
    public String details() {
        return "With NAME, of that one only; the exit status is 1 when it does not run.";
    }

    @Override
    public int least() {
        return 0;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Server server = call.server();
        JsonNode all = server.things("GET", "/things/?status", null).orFail(server.url()).json();
        if (call.arguments().count() == 1) {
            return one(call, all);
        }
        if (call.json()) {
            call.out().println(Documents.pretty(all));
        } else {
            TextTable table = new TextTable("NAME", "STATE", "DRIVER", "REASON");
            for (Map.Entry<String, JsonNode> thing : all.properties()) {
                add(table, thing.getKey(), thing.getValue());
            }
            table.print(call.out());
        }
        return ExitStatus.OK;
    }

    private static int one(Call call, JsonNode all) throws CommandException {
        String name = call.arguments().word(0);
        JsonNode thing = all.get(name);
        if (thing == null) {
            throw new CommandException(
                    ExitStatus.FAILED,
                    "there is no Thing '"
                            + name
                            + "'. There are: "
                            + String.join(
                                    ", ",
                                    all.properties().stream().map(Map.Entry::getKey).toList()));
        }
        if (call.json()) {
            call.out().println(Documents.pretty(thing));
        } else {
            TextTable table = new TextTable("NAME", "STATE", "DRIVER", "REASON");
            add(table, name, thing);
            table.print(call.out());
        }
        return thing.path("state").asText().equals("running") ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void add(TextTable table, String name, JsonNode thing) {
        String bundle = thing.path("bundle").asText("-");
        boolean known = thing.path("bundle").isTextual();
        table.add(
                name,
                thing.path("state").asText(),
                known ? bundle + " " + thing.path("version").asText() : "-",
                thing.path("reason").asText());
    }
}
