package org.labthings.thing.scpi.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.labthings.api.Affordances;
import org.labthings.api.Blob;
import org.labthings.api.DynamicAction;
import org.labthings.api.DynamicProperty;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.RefusedInputError;
import org.labthings.driver.link.Deadline;
import org.labthings.thing.scpi.protocol.ScpiConnection;
import org.slf4j.Logger;

/**
 * The tables {@code properties} and {@code actions} of a configuration, as affordances whose code
 * talks to the instrument. Made in a constructor; {@link #poll} is a loop for a thread of its own.
 */
public final class CommandTable {
    private static final long IDLE_MILLIS = 200;
    private static final java.time.Duration WAIT = java.time.Duration.ofSeconds(60);

    private final Supplier<ScpiConnection> line;
    private final java.time.Duration timeout;
    private final List<Polled> polled = new ArrayList<>();

    /** One property that is looked at from time to time. */
    private static final class Polled {
        private final PropertyRow row;
        private final DynamicProperty property;
        private long due = System.nanoTime();
        private Object last;

        Polled(PropertyRow row, DynamicProperty property) {
            this.row = row;
            this.property = property;
        }
    }

    /**
     * A table for one instrument.
     *
     * @param line gives the connection, once there is one
     * @param timeout of actions that have none of their own
     */
    public CommandTable(Supplier<ScpiConnection> line, java.time.Duration timeout) {
        this.line = line;
        this.timeout = timeout;
    }

    /**
     * Declares the affordances.
     *
     * @param properties JSON object of objects
     * @param actions JSON object of objects
     * @throws IllegalArgumentException naming the path of what is wrong
     */
    public void declare(Affordances affordances, String properties, String actions) {
        Row.rows("properties", properties)
                .forEach((name, row) -> declare(affordances, PropertyRow.of(name, row)));
        Row.rows("actions", actions)
                .forEach((name, row) -> declare(affordances, ActionRow.of(name, row)));
    }

    private void declare(Affordances affordances, PropertyRow row) {
        DynamicProperty property =
                affordances
                        .property(row.name())
                        .title(row.title())
                        .description(row.description())
                        .schema(row.form().schema())
                        .readBy(() -> line.get().ask(row.query(), row.form()::read));
        if (row.set() != null) {
            property.writtenBy(value -> line.get().tell(checked(() -> row.setting(value))));
        }
        if (row.poll() > 0) {
            property.observable();
            polled.add(new Polled(row, property));
        }
    }

    private void declare(Affordances affordances, ActionRow row) {
        DynamicAction action =
                affordances
                        .action(row.name())
                        .title(row.title())
                        .description(row.description())
                        .does(arguments -> run(row, arguments));
        if (row.input() != null) {
            action.input(row.input());
        }
        if (row.schema() != null) {
            action.output(row.schema());
        }
    }

    private static String checked(Supplier<String> message) {
        try {
            return message.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedInputError(e.getMessage());
        }
    }

    private Object run(ActionRow row, Map<String, Object> arguments) throws InterruptedException {
        String message = checked(() -> row.filled(arguments == null ? Map.of() : arguments));
        ScpiConnection connection = line.get();
        Deadline end = Deadline.cancellable(time(row));
        try {
            if (row.mediaType() != null) {
                return Blob.fromBytes(connection.askBlock(message, end), row.mediaType());
            }
            if (row.query()) {
                return connection.ask(message, end, row.output()::read);
            }
            connection.tell(message);
            if (row.waits()) {
                connection.ask("*OPC?", end);
            }
            return null;
        } catch (InvocationCancelledError e) {
            if (row.abort() != null) {
                connection.send(row.abort());
            }
            throw e;
        }
    }

    private java.time.Duration time(ActionRow row) {
        if (row.timeout() != null) {
            return row.timeout();
        }
        return row.waits() ? WAIT : timeout;
    }

    /** Whether there is anything to poll. */
    public boolean polls() {
        return !polled.isEmpty();
    }

    /** Looks at the properties that can be observed, until the thread is interrupted. */
    public void poll(Supplier<Boolean> connected, Logger log) {
        Map<String, String> failures = new HashMap<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long next = System.nanoTime() + IDLE_MILLIS * 1_000_000;
                if (connected.get()) {
                    for (Polled p : polled) {
                        look(p, failures, log);
                        next = Math.min(next, p.due);
                    }
                }
                Thread.sleep(Math.max(1, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            // the Thing closes
        }
    }

    private void look(Polled p, Map<String, String> failures, Logger log)
            throws InterruptedException {
        long now = System.nanoTime();
        if (p.due - now > 0) {
            return;
        }
        p.due = now + (long) (p.row.poll() * 1e9);
        try {
            Object value = line.get().ask(p.row.query(), p.row.form()::read);
            if (!value.equals(p.last)) {
                p.last = value;
                p.property.changed(value);
            }
            failures.remove(p.row.name());
        } catch (InvocationError e) {
            if (!e.getMessage().equals(failures.put(p.row.name(), e.getMessage()))) {
                log.warn("Property '{}' cannot be read: {}", p.row.name(), e.getMessage());
            }
        }
    }
}
