package org.labthings.gogo.internal.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Process;
import org.labthings.core.Notification;
import org.labthings.core.Notifications;
import org.labthings.core.ServedProperty;
import org.labthings.core.ThingServer;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.JsonConversion;
import org.labthings.schema.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Properties. Called by Gogo, on a session's thread; each may block for a minute. */
@Component(
        service = ValueCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=get",
            CommandProcessor.COMMAND_FUNCTION + "=set",
            CommandProcessor.COMMAND_FUNCTION + "=reset",
            CommandProcessor.COMMAND_FUNCTION + "=observe"
        })
public final class ValueCommands {
    private static final int WAITING_VALUES = 100; // a slow terminal misses the oldest
    private final Laboratory laboratory;
    private final DriverCalls calls = new DriverCalls();

    /** Called by Declarative Services. */
    @Activate
    public ValueCommands(@Reference ThingServer server) {
        this.laboratory = new Laboratory(server);
    }

    @Deactivate
    void close() {
        calls.close();
    }

    /** Reads one. */
    public JsonNode get(Object... given) throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("get"), given);
        return read(words.text(0), words.text(1));
    }

    private JsonNode read(String thing, String name) throws ShellException, InterruptedException {
        ServedProperty property = laboratory.property(thing, name);
        byte[] json = calls.call(thing + "." + name, () -> property.read(laboratory.links()));
        return Json.parse(new String(json, StandardCharsets.UTF_8));
    }

    /** Writes one. */
    public void set(Object... given) throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("set"), given);
        String thing = words.text(0);
        ServedProperty property = laboratory.property(thing, words.text(1));
        if (property.readOnly()) {
            throw new ShellException(thing + "." + property.name() + " can only be read");
        }
        JsonNode value = JsonConversion.json(words.value(2));
        calls.call(
                thing + "." + property.name(),
                () -> {
                    property.write(value, laboratory.links());
                    return null;
                });
    }

    /** Resets one. */
    public void reset(Object... given) throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("reset"), given);
        String thing = words.text(0);
        ServedProperty property = laboratory.property(thing, words.text(1));
        if (!property.resettable()) {
            throw new ShellException(thing + "." + property.name() + " has no default");
        }
        calls.call(
                thing + "." + property.name(),
                () -> {
                    property.reset();
                    return null;
                });
    }

    /** Prints changes until it is interrupted. */
    public void observe(Object... given) throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("observe"), given);
        String thing = words.text(0);
        ServedProperty property = laboratory.property(thing, words.text(1));
        if (!property.observable()) {
            throw new ShellException(
                    thing + "." + property.name() + " tells nobody when it changes; use get");
        }
        int most = words.number("--count", Integer.MAX_VALUE);
        PrintStream out = Process.Utils.current().out();
        BlockingQueue<String> values = new ArrayBlockingQueue<>(WAITING_VALUES);
        Notifications notifications = laboratory.server().notifications();
        try (Notifications.Subscription subscription =
                notifications.subscribe(thing, property.name(), n -> offer(values, n))) {
            print(out, JsonConversion.text(read(thing, property.name())));
            int printed = 1;
            while (printed < most) {
                String value = values.poll(1, TimeUnit.SECONDS);
                if (value != null) {
                    print(out, value);
                    printed++;
                }
                if (out.checkError()) {
                    return; // nobody reads it any more
                }
            }
        }
    }

    private static void offer(BlockingQueue<String> values, Notification notification) {
        if (notification.kind() == Notification.Kind.PROPERTY) {
            String value = new String(notification.json(), StandardCharsets.UTF_8);
            while (!values.offer(value)) {
                values.poll();
            }
        }
    }

    private static void print(PrintStream out, String value) {
        out.println(Moments.clock(Instant.now()) + "  " + value);
        out.flush();
    }
}
