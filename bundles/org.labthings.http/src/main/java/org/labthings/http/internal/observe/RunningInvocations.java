package org.labthings.http.internal.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Invocations;

/**
 * The unfinished invocations of one watched action: what newcomers are told. Guarded by its topic.
 */
final class RunningInvocations {
    private final Invocations invocations;
    private final String prefix;
    private final String thing;
    private final String action;
    private final Map<UUID, InvocationStatus> running = new LinkedHashMap<>();

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
                running.putIfAbsent(record.id(), status);
            }
        }
    }

    /** A status was published; false when it is no news to who was told the present ones. */
    boolean news(UUID id, InvocationStatus status) {
        InvocationStatus before = running.get(id);
        if (before != null && status.ordinal() <= before.ordinal()) {
            return false;
        }
        if (status.isFinal()) {
            running.remove(id);
        } else {
            running.put(id, status);
        }
        return true;
    }

    /** The present statuses, as updates that nobody can resume from. */
    List<Update> present() {
        List<Update> all = new ArrayList<>();
        running.forEach(
                (id, status) -> all.add(Update.action(action, id, status, data(id, status), 0)));
        return all;
    }

    /** How event streams are told about one of them, looked up when it is asked for. */
    Supplier<byte[]> data(UUID id, InvocationStatus status) {
        return () -> ActionStatus.json(prefix, thing, action, id, status, invocations.find(id));
    }
}
