package org.labthings.cli.thing;

import java.io.IOException;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;

/** {@code labthings set}. */
public final class SetProperty implements Subcommand {
    @Override
    public String synopsis() {
        return "NAME PROPERTY VALUE";
    }

    @Override
    public String summary() {
        return "Sets a property";
    }

    @Override
    public String details() {
        return "VALUE is JSON; what is no JSON is a text. Prints nothing when it is done.";
    }

    @Override
    public int least() {
        return 3;
    }

    @Override
    public int most() {
        return 3;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Server server = call.server();
        String path = Get.path(call.arguments().word(0), call.arguments().word(1));
        server.things("PUT", path, Documents.typed(call.arguments().word(2))).orFail(server.url());
        if (call.json()) {
            call.out().println("null");
        }
        return ExitStatus.OK;
    }
}
