package org.labthings.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Reply;
import org.labthings.cli.server.Server;

/** A session of the server's shell. {@link #interrupt} from any thread, the rest from one. */
final class ShellConnection implements AutoCloseable {
    private static final String ROOT = "/system/shell";
    private static final long PATIENCE_SECONDS = 15;
    private static final long LOOK_MILLIS = 100;
    private final Server server;
    private final String id;
    private final String user;

    /** How a line ended. */
    enum End {
        OK,
        FAILED,
        INTERRUPTED
    }

    private ShellConnection(Server server, String id, String user) {
        this.server = server;
        this.id = id;
        this.user = user;
    }

    static ShellConnection open(Server server) throws CommandException, IOException {
        ObjectNode wish = Documents.MAPPER.createObjectNode();
        wish.put("folder", Path.of("").toAbsolutePath().toString());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Reply reply = server.system("POST", ROOT, wish);
        while (reply.status() == 404
                && System.nanoTime() < end) { // it starts after the first answer
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            reply = server.system("POST", ROOT, wish);
        }
        JsonNode session = reply.orFail(server.url()).json();
        return new ShellConnection(
                server, session.path("id").asText(), session.path("user").asText());
    }

    String user() {
        return user;
    }

    Server server() {
        return server;
    }

    private String path(String what) {
        return ROOT + "/" + id + what;
    }

    /** Runs a line, printing what it says when it says it. */
    End run(String line, PrintStream out, PrintStream err) throws CommandException, IOException {
        ObjectNode body = Documents.MAPPER.createObjectNode().put("line", line);
        try (Server.Stream stream =
                server.stream("POST", path("/run"), body, "application/x-ndjson")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.in(), StandardCharsets.UTF_8));
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode said = Documents.typed(text);
                print(said.path("out"), out);
                print(said.path("err"), err);
                if (said.has("end")) {
                    return switch (said.path("end").asText()) {
                        case "ok" -> End.OK;
                        case "interrupted" -> End.INTERRUPTED;
                        default -> End.FAILED;
                    };
                }
            }
        }
        throw new CommandException(ExitStatus.NO_SERVER, server.url() + " has ended the session");
    }

    private static void print(JsonNode text, PrintStream to) {
        if (text.isTextual()) {
            to.print(text.textValue());
            to.flush();
        }
    }

    /** What could stand at the cursor: {@code start} and {@code candidates}. */
    JsonNode complete(String line, int cursor) throws CommandException, IOException {
        ObjectNode body = Documents.MAPPER.createObjectNode();
        body.put("line", line).put("cursor", cursor);
        return server.system("POST", path("/complete"), body).orFail(server.url()).json();
    }

    void interrupt() throws CommandException, IOException {
        server.system("POST", path("/interrupt"), Documents.MAPPER.createObjectNode());
    }

    @Override
    public void close() {
        try {
            server.system("DELETE", path(""), null);
        } catch (CommandException | IOException e) {
            // the server ends it by itself after a while
        }
    }
}
