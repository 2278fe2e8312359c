package org.labthings.cli.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;

/** {@code labthings watch}: Server-Sent Events as lines. */
public final class Watch implements Subcommand {
    private static final String COUNT = "--count";

    @Override
    public String synopsis() {
        return "NAME PROPERTY|EVENT|ACTION";
    }

    @Override
    public String summary() {
        return "Prints a property whenever it changes, or an event whenever it occurs";
    }

    @Override
    public String details() {
        return "A line each: the value, or with --json an object. Goes on until Ctrl-C, through an"
                + " upgrade of the driver as well; ends with status 3 when the server goes.";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option(COUNT, "N", "end after so many lines"));
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
        long most = count(call);
        String name = call.arguments().word(1);
        String path = Get.path(call.arguments().word(0), name);
        Server server = call.server();
        try (Server.Stream stream = server.thingStream(path + "/sse", "text/event-stream")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.in(), StandardCharsets.UTF_8));
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    call.out().println(shown(data.toString(), call.json()));
                    data.setLength(0);
                    if (--most == 0 || call.out().checkError()) {
                        return ExitStatus.OK;
                    }
                }
            }
        }
        throw new CommandException(ExitStatus.NO_SERVER, server.url() + " has ended the stream");
    }

    private static long count(Call call) throws UsageException {
        String text = call.arguments().value(COUNT).orElse("9000000000000000000");
        try {
            long count = Long.parseLong(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(COUNT + " needs a number, not " + text);
        }
        throw new UsageException(COUNT + " needs a positive number, not " + text);
    }

    private static String shown(String data, boolean json) {
        JsonNode value = Documents.typed(data);
        return value.isTextual() && !json ? value.textValue() : value.toString();
    }
}
