package org.labthings.http.internal.observe;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.labthings.core.InvocationStatus;

/**
 * Something that observers of a topic are told; shared by all of them, and each of its wire forms
 * is made at most once (or, by a race that costs nothing but time, twice).
 */
final class Update {
    /** What it tells. */
    enum Kind {
        /** A property's value: a newer one of the same property makes it superfluous. */
        PROPERTY,
        /** An invocation's new status. */
        ACTION,
        /** How far an invocation is: a newer one of the same run makes it superfluous. */
        PROGRESS,
        /** An event's data. */
        EVENT
    }

    private static final int OVERHEAD = 96;

    private final Kind kind;
    private final String name;
    private final byte[] json;
    private final UUID invocation;
    private final InvocationStatus status;
    private final Supplier<byte[]> data;
    private final SocketValue form;
    private final long position;
    private final Instant at = Instant.now();
    private boolean repeated;
    private volatile byte[] event;
    private volatile String message;

    private Update(
            Kind kind,
            String name,
            byte[] json,
            UUID invocation,
            InvocationStatus status,
            Supplier<byte[]> data,
            SocketValue form,
            long position) {
        this.kind = kind;
        this.name = name;
        this.json = json;
        this.invocation = invocation;
        this.status = status;
        this.data = data;
        this.form = form;
        this.position = position;
    }

    /** A property's value. */
    static Update property(String name, byte[] json, SocketValue form, long position) {
        return new Update(Kind.PROPERTY, name, json, null, null, null, form, position);
    }

    /** An event's data. */
    static Update event(String name, byte[] json, long position) {
        return new Update(Kind.EVENT, name, json, null, null, null, SocketValue.SAME, position);
    }

    /** A status; {@code data} describes the invocation as event streams tell it. */
    static Update action(
            String name,
            UUID invocation,
            InvocationStatus status,
            Supplier<byte[]> data,
            long position) {
        byte[] none = new byte[0];
        return new Update(
                Kind.ACTION, name, none, invocation, status, data, SocketValue.SAME, position);
    }

    /** Progress, as event streams tell it. */
    static Update progress(
            String name, UUID invocation, InvocationStatus status, Supplier<byte[]> data) {
        byte[] none = new byte[0];
        return new Update(Kind.PROGRESS, name, none, invocation, status, data, SocketValue.SAME, 0);
    }

    /** What it tells. */
    Kind kind() {
        return kind;
    }

    /** Wire name of the affordance. */
    String name() {
        return name;
    }

    /** A property's value or an event's data. */
    byte[] json() {
        return json;
    }

    /** The same as WebSockets carry it. */
    byte[] socketJson() {
        return form.of(json);
    }

    /** Which run, or null. */
    UUID invocation() {
        return invocation;
    }

    /** Whether it is about this run. */
    boolean tellsOf(UUID id) {
        return id.equals(invocation);
    }

    /** Its status, or null. */
    InvocationStatus status() {
        return status;
    }

    /** Where it stands in the order of its topic; 0 when nobody can resume from it. */
    long position() {
        return position;
    }

    /** When it happened. */
    Instant at() {
        return at;
    }

    /**
     * What a newer update of the same key makes superfluous; null for what must not be left out.
     */
    Object key() {
        return switch (kind) {
            case PROPERTY -> name;
            case PROGRESS -> invocation;
            case ACTION, EVENT -> null;
        };
    }

    /** What it weighs in a queue or history. */
    int size() {
        return json.length + OVERHEAD;
    }

    /** Marks a status that event streams were told before, when they asked for the present one. */
    Update markRepeated() {
        repeated = true;
        return this;
    }

    /** Whether event streams leave it out. */
    boolean isRepeated() {
        return repeated;
    }

    /** What event streams send as data. */
    byte[] data() {
        return data == null ? json : data.get();
    }

    /** The form for event streams, with its own id; it must not be changed. */
    byte[] event(String epoch) {
        byte[] now = event;
        if (now == null) {
            String id = position == 0 ? null : epoch + "-" + position;
            now = EventFormat.event(id, data());
            event = now;
        }
        return now;
    }

    /** The form for WebSockets. */
    String message() {
        String now = message;
        if (now == null) {
            now = SocketFormat.message(this);
            message = now;
        }
        return now;
    }
}
