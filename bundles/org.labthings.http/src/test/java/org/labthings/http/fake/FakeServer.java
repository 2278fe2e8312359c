package org.labthings.http.fake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.api.Blob;
import org.labthings.core.ActionCounters;
import org.labthings.core.BlobStore;
import org.labthings.core.InvocationLoad;
import org.labthings.core.InvocationRecord;
import org.labthings.core.Invocations;
import org.labthings.core.Notifications;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.osgi.framework.Bundle;

/** A platform without Things of its own. */
public final class FakeServer implements ThingServer, Invocations {
    private final String prefix;
    private final List<InvocationRecord> records = new CopyOnWriteArrayList<>();
    private final Map<UUID, Blob> blobs = new ConcurrentHashMap<>();

    public FakeServer(String prefix) {
        this.prefix = prefix;
    }

    /** A settled view of running Things. */
    public static Things view(ServedThing... things) {
        return view(List.of(), things);
    }

    /** A settled view in which some are not running. */
    public static Things view(List<ThingStatus> absent, ServedThing... things) {
        Map<String, ServedThing> served = new LinkedHashMap<>();
        Map<String, ThingStatus> statuses = new LinkedHashMap<>();
        for (ServedThing t : things) {
            served.put(t.name(), t);
            statuses.put(t.name(), status(t.name(), ThingState.RUNNING, "It runs."));
        }
        for (ThingStatus s : absent) {
            statuses.put(s.name(), s);
        }
        return new Things(served, statuses, true);
    }

    public static ThingStatus status(String name, ThingState state, String reason) {
        Instant t = Instant.parse("2026-03-02T05:05:39.498711Z");
        return new ThingStatus(
                name,
                state,
                reason,
                t,
                "bench:Heater",
                "org.example",
                "1.2.0",
                state == ThingState.RUNNING,
                List.of(
                        new ThingStatus.Slot(
                                "stage", "Stage", "required", List.of(), List.of("s"), "why")),
                List.of(new ThingStatus.Transition(t, ThingState.STARTING, "opening")));
    }

    public <T extends InvocationRecord> T add(T record) {
        records.add(record);
        return record;
    }

    public void addAll(List<? extends InvocationRecord> more) {
        records.addAll(more);
    }

    @Override
    public String apiPrefix() {
        return prefix;
    }

    @Override
    public Path settingsFolder() {
        return Path.of("settings");
    }

    @Override
    public boolean globalLockEnabled() {
        return false;
    }

    @Override
    public Optional<LockHolder> globalLockHolder() {
        return Optional.empty();
    }

    @Override
    public Things things() {
        return view();
    }

    @Override
    public InvocationLoad load() {
        return new InvocationLoad(0, 1, 0, 1, 0);
    }

    @Override
    public List<ActionCounters> counters() {
        return List.of();
    }

    @Override
    public CompletionStage<Void> rehearsed(Bundle bundle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Invocations invocations() {
        return this;
    }

    @Override
    public Notifications notifications() {
        return (thing, affordance, observer) -> () -> {};
    }

    @Override
    public BlobStore blobs() {
        return new BlobStore() {
            @Override
            public void register(Blob blob) {
                blobs.put(blob.id(), blob);
            }

            @Override
            public Optional<Blob> find(UUID id) {
                return Optional.ofNullable(blobs.get(id));
            }
        };
    }

    @Override
    public Optional<InvocationRecord> find(UUID id) {
        return records.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public List<InvocationRecord> list() {
        return new ArrayList<>(records);
    }

    @Override
    public List<InvocationRecord> list(String thing, String action) {
        return records.stream()
                .filter(r -> r.thing().equals(thing) && r.action().equals(action))
                .toList();
    }
}
