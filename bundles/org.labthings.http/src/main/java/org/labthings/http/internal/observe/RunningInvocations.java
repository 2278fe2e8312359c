package org.labthings.http.internal.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Invocations;

/**
 * The unfinished invocations of one watched action: what newcomers are told, and whose progress is
 * looked at. Guarded by its topic.
 */
final class RunningInvocations {
    private final Invocations invocations;
    private final String prefix;
    private final String thing;
    private final String action;
    private final Map<UUID, Seen> running = new LinkedHashMap<>();

    /** What was told last. */
    private record Seen(InvocationStatus status, Double progress, String text) {}

    RunningInvocations(Invocations invocations, String prefix, String thing, String action) {
        this.invocations = invocations;
        this.prefix = prefix;
        this.thing = thing;
        this.action = action;
    }

    /** Notes what was running before anybody watched. */
    void begin(List<InvocationRecord> records) {
        for (InvocationRecord record : records) {
            InvocationStatus status = record.state().status();
            if (!status.isFinal()) {
                running.putIfAbsent(record.id(), new Seen(status, null, null));
            }
        }
    }

    /** A status was published; false when it is no news to who was told the present ones. */
    boolean news(UUID id, InvocationStatus status) {
        Seen before = running.get(id);
        if (before != null && status.ordinal() <= before.status().ordinal()) {
            return false;
        }
        if (status.isFinal()) {
            running.remove(id);
        } else {
            running.put(
                    id,
                    before == null
                            ? new Seen(status, null, null)
                            : new Seen(status, before.progress(), before.text()));
        }
        return true;
    }

    /** The present statuses, as updates that nobody can resume from. */
    List<Update> present() {
        List<Update> all = new ArrayList<>();
        running.forEach(
                (id, seen) ->
                        all.add(
                                Update.action(
                                        action, id, seen.status(), data(id, seen.status()), 0)));
        return all;
    }

    /** How event streams are told about one of them, looked up when it is asked for. */
    Supplier<byte[]> data(UUID id, InvocationStatus status) {
        return () -> json(id, status, invocations.find(id));
    }

    private byte[] json(UUID id, InvocationStatus status, Optional<InvocationRecord> record) {
        return ActionStatus.json(prefix, thing, action, id, status, record);
    }

    /** Progress that was reported since the last look. */
    List<Update> progress() {
        List<Update> changed = new ArrayList<>();
        List<UUID> over = new ArrayList<>();
        for (Map.Entry<UUID, Seen> entry : running.entrySet()) {
            UUID id = entry.getKey();
            Optional<InvocationRecord> record = invocations.find(id);
            if (record.isEmpty()) {
                over.add(id);
                continue;
            }
            InvocationRecord.State state = record.get().state();
            Seen seen = entry.getValue();
            if (!Objects.equals(state.progress(), seen.progress())
                    || !Objects.equals(state.progressText(), seen.text())) {
                entry.setValue(new Seen(seen.status(), state.progress(), state.progressText()));
                changed.add(
                        Update.progress(
                                action, id, seen.status(), json(id, seen.status(), record)));
            }
        }
        over.forEach(running::remove);
        return changed;
    }

    /** Whether there is nothing to look at. */
    boolean isEmpty() {
        return running.isEmpty();
    }
}
