package org.labthings.core.internal.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.labthings.api.AffordanceNames;
import org.labthings.api.FeatureNotEnabledError;
import org.labthings.api.ThingContext;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.schema.Json;
import org.slf4j.Logger;

/** The {@link ThingContext} of one open Thing. */
final class OpenContext implements ThingContext {
    private static final ObjectMapper JSON = Json.MAPPER;

    private final ConfiguredThing thing;
    private final ServerSettings server;
    private final GlobalLock lock;
    private final Logger logger;
    private final ThingWorkers workers;
    private final Neighbours neighbours;
    private final Runnable changed;
    private volatile String instrumentAbsence;

    /** With whom to tell that the instrument has come or gone; must not block. */
    OpenContext(
            ConfiguredThing thing,
            ServerSettings server,
            GlobalLock lock,
            Logger logger,
            ThingWorkers workers,
            Neighbours neighbours,
            Runnable changed) {
        this.thing = thing;
        this.server = server;
        this.lock = lock;
        this.logger = logger;
        this.workers = workers;
        this.neighbours = neighbours;
        this.changed = changed;
    }

    /** Why the instrument cannot be reached; null while it can, as far as its driver says. */
    String instrumentAbsence() {
        return instrumentAbsence;
    }

    @Override
    public void instrumentAway(String reason) {
        instrument(Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public void instrumentBack() {
        instrument(null);
    }

    private void instrument(String absence) {
        if (!Objects.equals(absence, instrumentAbsence)) {
            instrumentAbsence = absence;
            changed.run();
        }
    }

    @Override
    public String name() {
        return thing.name();
    }

    @Override
    public String path() {
        return server.apiPrefix() + "/" + thing.name() + "/";
    }

    @Override
    public Logger logger() {
        return logger;
    }

    @Override
    public Path settingsFolder() {
        return server.settingsFolder().resolve(thing.name());
    }

    @Override
    public Map<String, Object> kwargs() {
        return Collections.unmodifiableMap(thing.kwargsAsMap());
    }

    @Override
    @SuppressWarnings("unchecked") // a JSON object converts to a map with string keys
    public Optional<Map<String, Object>> applicationConfig() {
        if (server.applicationConfig() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(server.applicationConfig(), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException("application_config is not a JSON object", e);
        }
    }

    @Override
    public Map<String, Map<String, Object>> thingStates() {
        return neighbours.states();
    }

    @Override
    public Optional<AffordanceNames> affordances(String name) {
        return neighbours.affordances(name);
    }

    @Override
    public <R> CompletableFuture<R> submit(Callable<R> task) {
        return workers.submit(task);
    }

    @Override
    public Thread startThread(String name, Runnable loop) {
        return workers.start(name, loop);
    }

    @Override
    public LockHold holdGlobalLock() {
        if (!lock.enabled()) {
            throw new FeatureNotEnabledError(
                    "This server runs without a global lock; set enable_global_lock in its"
                            + " configuration");
        }
        return lock.hold(thing.name());
    }

    @Override
    public boolean globalLockEnabled() {
        return lock.enabled();
    }
}
