package org.labthings.cli.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Reply;
import org.labthings.cli.server.Server;

/** {@code labthings get}. */
public final class Get implements Subcommand {
    @Override
    public String synopsis() {
        return "NAME PROPERTY";
    }

    @Override
    public String summary() {
        return "Prints the value of a property";
    }

    @Override
    public String details() {
        return "A text is printed as it is, or with --json in quotes; everything else as JSON.";
    }

    @Override
    public int least() {
        return 2;
    }

    @Override
    public int most() {
        return 2;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Server server = call.server();
        String path = path(call.arguments().word(0), call.arguments().word(1));
        JsonNode value = found(call, server, server.things("GET", path, null)).json();
        call.out().println(shown(value, call.json()));
        return ExitStatus.OK;
    }

    /** A good answer; the server does not name what it does not find. */
    static Reply found(Call call, Server server, Reply reply) throws CommandException {
        if (reply.status() == 404) {
            throw new CommandException(
                    ExitStatus.FAILED,
                    server.url()
                            + " has no "
                            + call.arguments().word(0)
                            + "."
                            + call.arguments().word(1)
                            + "; see labthings things");
        }
        return reply.orFail(server.url());
    }

    static String path(String thing, String affordance) {
        return "/" + Server.part(thing) + "/" + Server.part(affordance);
    }

    static String shown(JsonNode value, boolean json) {
        return value.isTextual() && !json ? value.textValue() : Documents.pretty(value);
    }
}
