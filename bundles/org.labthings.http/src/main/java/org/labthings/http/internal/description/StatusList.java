package org.labthings.http.internal.description;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labthings.core.ThingServer.LockHolder;
import org.labthings.core.ThingStatus;
import org.labthings.http.internal.reply.Timestamps;
import org.labthings.schema.Json;

/**
 * {@code GET {P}/things/?status}: how every configured Thing is, running or not. An object by name,
 * in the order of the configuration ({@code ?status=heater}: of that one only):
 *
 * <pre>{@code
 * {"heater": {"state": "waiting", "reason": "slot 'stage' is empty: ...",
 *   "since": "2026-03-02T05:05:39.498711Z", "class": "bench.things:BenchHeater",
 *   "bundle": "org.example.heater", "version": "1.2.0",
 *   "slots": [{"name": "stage", "type": "Stage", "kind": "required", "things": [],
 *              "candidates": [], "explanation": "..."}],
 *   "global_lock": {"holder": "heater.ramp", "since": "2026-03-02T05:06:01.2Z"},
 *   "history": [{"at": "2026-03-02T05:05:39.4Z", "state": "starting", "reason": "..."}]}}
 * }</pre>
 *
 * <p>States are {@code waiting}, {@code starting}, {@code running}, {@code stopping} and {@code
 * failed}; {@code bundle} and {@code version} are null while no bundle provides the Thing, {@code
 * global_lock} is null unless an action, an assignment or the code of that Thing holds the server's
 * global lock.
 */
final class StatusList {
    private StatusList() {}

    static byte[] json(List<ThingStatus> statuses, Optional<LockHolder> lock) {
        try {
            return Json.bytes(
                    out -> {
                        out.writeStartObject();
                        for (ThingStatus status : statuses) {
                            out.writeFieldName(status.name());
                            write(
                                    out,
                                    status,
                                    lock.filter(h -> isOf(status.name(), h)).orElse(null));
                        }
                        out.writeEndObject();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("A status is plain data", e);
        }
    }

    /** A holder is named by its Thing, or by a member of it: {@code heater.ramp}. */
    private static boolean isOf(String thing, LockHolder holder) {
        return holder.who().equals(thing) || holder.who().startsWith(thing + ".");
    }

    private static void write(JsonGenerator out, ThingStatus status, LockHolder lock)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("reason", status.reason());
        out.writeStringField("since", Timestamps.utc(status.since()));
        out.writeStringField("class", status.className());
        out.writeStringField("bundle", status.bundle());
        out.writeStringField("version", status.version());
        out.writeBooleanField("served", status.served());
        out.writeArrayFieldStart("slots");
        for (ThingStatus.Slot slot : status.slots()) {
            out.writeStartObject();
            out.writeStringField("name", slot.name());
            out.writeStringField("type", slot.type());
            out.writeStringField("kind", slot.kind());
            strings(out, "things", slot.things());
            strings(out, "candidates", slot.candidates());
            out.writeStringField("explanation", slot.explanation());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (lock == null) {
            out.writeNullField("global_lock");
        } else {
            out.writeObjectFieldStart("global_lock");
            out.writeStringField("holder", lock.who());
            out.writeStringField("since", Timestamps.utc(lock.since()));
            out.writeEndObject();
        }
        out.writeArrayFieldStart("history");
        for (ThingStatus.Transition transition : status.history()) {
            out.writeStartObject();
            out.writeStringField("at", Timestamps.utc(transition.at()));
            out.writeStringField("state", transition.state().name().toLowerCase(Locale.ROOT));
            out.writeStringField("reason", transition.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void strings(JsonGenerator out, String name, List<String> values)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
