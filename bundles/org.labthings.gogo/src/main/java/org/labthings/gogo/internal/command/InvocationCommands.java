package org.labthings.gogo.internal.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Process;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.ServedAction;
import org.labthings.core.ThingServer;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Facts;
import org.labthings.gogo.internal.output.Rows;
import org.labthings.schema.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Actions. Called by Gogo, on a session's thread. */
@Component(
        service = InvocationCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=invoke",
            CommandProcessor.COMMAND_FUNCTION + "=invocations",
            CommandProcessor.COMMAND_FUNCTION + "=log",
            CommandProcessor.COMMAND_FUNCTION + "=cancel"
        })
public final class InvocationCommands {
    private static final long LOOK_MILLIS = 200;
    private final Laboratory laboratory;

    /** Called by Declarative Services. */
    @Activate
    public InvocationCommands(@Reference ThingServer server) {
        this.laboratory = new Laboratory(server);
    }

    /** Starts one; with {@code --wait} returns its result. */
    public Object invoke(Object... given) throws ShellException, InterruptedException, IOException {
        Words words = Words.of(Guides.of("invoke"), given);
        String thing = words.text(0);
        ServedAction action = laboratory.action(thing, words.text(1));
        JsonNode input = KeyValues.json(words.from(2));
        InvocationRecord record;
        try {
            record = action.invoke(input, laboratory.links());
        } catch (RuntimeException e) {
            throw DriverCalls.failure(thing + "." + action.name(), e);
        }
        if (words.has("--wait")) {
            follow(record);
            return result(record);
        }
        return new Facts()
                .with("id", record.id().toString())
                .with("action", thing + "." + action.name())
                .with("status", record.state().status().wireName());
    }

    private Object result(InvocationRecord record) throws ShellException, IOException {
        InvocationRecord.State state = record.state();
        if (state.status() == InvocationStatus.COMPLETED) {
            return record.hasOutput()
                    ? Json.tree(out -> record.writeOutput(out, laboratory.links()))
                    : null;
        }
        throw new ShellException(
                record.thing()
                        + "."
                        + record.action()
                        + " was not completed but "
                        + state.status().wireName()
                        + (state.error() == null
                                ? ""
                                : ": " + state.error().title() + ": " + state.error().detail()));
    }

    /** Prints its log and progress as they come, until it is over. */
    private static void follow(InvocationRecord record) throws InterruptedException {
        PrintStream out = Process.Utils.current().err();
        CompletableFuture<InvocationRecord> done = record.whenDone().toCompletableFuture();
        LogRecord last = null;
        String progress = "";
        boolean over = false;
        while (!over) {
            over = isDone(done);
            last = printNew(out, record.log(), last);
            String now = progress(record.state());
            if (!now.equals(progress) && !over) {
                progress = now;
                out.println(now);
            }
            if (out.checkError()) {
                return; // nobody reads it any more
            }
        }
    }

    private static boolean isDone(CompletableFuture<InvocationRecord> done)
            throws InterruptedException {
        try {
            done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true; // it never completes exceptionally
        }
    }

    private static LogRecord printNew(PrintStream out, List<LogRecord> log, LogRecord last) {
        int from = 0;
        for (int i = log.size() - 1; i >= 0 && last != null; i--) {
            if (log.get(i) == last) {
                from = i + 1;
                break;
            }
        }
        log.subList(from, log.size()).forEach(r -> out.println(line(r)));
        return log.isEmpty() ? last : log.get(log.size() - 1);
    }

    private static String line(LogRecord record) {
        return Moments.clock(record.created())
                + "  "
                + record.level()
                + "  "
                + record.message()
                + (record.exceptionType() == null ? "" : " (" + record.exceptionType() + ")");
    }

    private static String progress(InvocationRecord.State state) {
        if (state.progress() == null) {
            return "";
        }
        String percent = String.format(Locale.ROOT, "%3.0f %%", state.progress() * 100);
        return state.progressText() == null ? percent : percent + "  " + state.progressText();
    }

    /** All that have not expired. */
    public Rows<InvocationRecord> invocations(Object... given) throws ShellException {
        Words.of(Guides.of("invocations"), given);
        return Rows.of(laboratory.server().invocations().list())
                .column("ID", InvocationRecord::id)
                .column("ACTION", r -> r.thing() + "." + r.action())
                .column("STATUS", r -> r.state().status().wireName())
                .column("REQUESTED", r -> Moments.local(r.state().requested()))
                .column("PROGRESS", r -> progress(r.state()).strip())
                .column("ERROR", r -> error(r.state()))
                .orElse("No action was invoked lately.");
    }

    private static String error(InvocationRecord.State state) {
        return state.error() == null ? "" : state.error().title() + ": " + state.error().detail();
    }

    /** Its log. */
    public void log(Object... given) throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("log"), given);
        InvocationRecord record = laboratory.invocation(words.text(0));
        PrintStream out = Process.Utils.current().out();
        if (words.has("--follow")) {
            follow(record);
        } else {
            record.log().forEach(r -> out.println(line(r)));
        }
        String error = error(record.state());
        out.println(
                record.thing()
                        + "."
                        + record.action()
                        + " is "
                        + record.state().status().wireName()
                        + (error.isEmpty() ? "" : ". " + error));
    }

    /** Asks it to end. */
    public Facts cancel(Object... given) throws ShellException {
        InvocationRecord record =
                laboratory.invocation(Words.of(Guides.of("cancel"), given).text(0));
        if (!record.cancel()) {
            throw new ShellException(
                    record.id() + " is over already: " + record.state().status().wireName());
        }
        return new Facts()
                .with("id", record.id().toString())
                .with("action", record.thing() + "." + record.action())
                .with("status", record.state().status().wireName());
    }
}
