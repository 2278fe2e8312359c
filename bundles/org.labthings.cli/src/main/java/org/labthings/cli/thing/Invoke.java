package org.labthings.cli.thing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;

/** {@code labthings invoke}: by default until it is over, as a script wants it. */
public final class Invoke implements Subcommand {
    private static final String ASYNC = "--async";
    private static final String QUIET = "--quiet";
    private static final long FIRST_MILLIS = 20;
    private static final long LAST_MILLIS = 500;

    @Override
    public String synopsis() {
        return "NAME ACTION [ARGUMENTS]...";
    }

    @Override
    public String summary() {
        return "Runs an action and prints its result";
    }

    @Override
    public String details() {
        return "ARGUMENTS are one JSON object, or name=value each. Its log goes to the standard"
                + " error output. Waits until it is over, however long that takes; --timeout is"
                + " for each answer of the server. Ends with status 1 when the action fails or"
                + " is cancelled. Ctrl-C leaves it running.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.flag(ASYNC, "do not wait; print the invocation's id"),
                Option.flag(QUIET, "do not print its log"));
    }

    @Override
    public int least() {
        return 2;
    }

    @Override
    public int most() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Server server = call.server();
        String path = Get.path(call.arguments().word(0), call.arguments().word(1));
        JsonNode input = input(call.arguments().wordsFrom(2));
        JsonNode invocation = Get.found(call, server, server.things("POST", path, input)).json();
        String id = invocation.path("id").asText();
        if (call.arguments().has(ASYNC)) {
            call.out().println(call.json() ? Documents.pretty(invocation) : id);
            return ExitStatus.OK;
        }
        JsonNode over = await(call, server, id);
        if (call.json()) {
            call.out().println(Documents.pretty(over));
        }
        if (over.path("status").asText().equals("completed")) {
            JsonNode output = over.path("output");
            if (!call.json() && !output.isNull() && !output.isMissingNode()) {
                call.out().println(Get.shown(output, false));
            }
            return ExitStatus.OK;
        }
        JsonNode error = over.path("error");
        throw new CommandException(
                ExitStatus.FAILED,
                "the action was not completed but "
                        + over.path("status").asText()
                        + (error.isObject()
                                ? ": "
                                        + error.path("title").asText()
                                        + ": "
                                        + error.path("detail").asText()
                                : ""));
    }

    /** One JSON object, or {@code name=value} each; null for nothing. */
    static JsonNode input(List<String> words) throws UsageException {
        if (words.isEmpty()) {
            return null;
        }
        if (words.size() == 1 && !words.get(0).matches("(?s)\\w+=.*")) {
            return Documents.typed(words.get(0));
        }
        ObjectNode object = Documents.MAPPER.createObjectNode();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw new UsageException(
                        "'" + word + "' is not of the form name=value, nor one JSON object");
            }
            object.set(word.substring(0, equals), Documents.typed(word.substring(equals + 1)));
        }
        return object;
    }

    private static JsonNode await(Call call, Server server, String id)
            throws CommandException, IOException {
        LogLines log = new LogLines(call.arguments().has(QUIET) ? null : call.err());
        long pause = FIRST_MILLIS;
        while (true) {
            JsonNode now =
                    server.things("GET", "/action_invocations/" + id, null)
                            .orFail(server.url())
                            .json();
            log.print(now.path("log"));
            if (!List.of("pending", "running").contains(now.path("status").asText())) {
                return now;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(LAST_MILLIS, pause * 2);
        }
    }
}
