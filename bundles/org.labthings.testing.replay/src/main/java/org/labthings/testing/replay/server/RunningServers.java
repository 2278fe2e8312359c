package org.labthings.testing.replay.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.testing.replay.recording.Batch;

/**
 * Servers that somebody else started, fresh, one for a configuration. Replay against them one batch
 * at a time.
 */
public final class RunningServers implements Servers {
    private record Running(URI base, Optional<Path> settingsFolder) implements Server {}

    private final Map<String, Running> byConfiguration = new HashMap<>();

    /**
     * Adds a server.
     *
     * @param configuration the name of what it runs, {@code main} for example
     * @param settingsFolder its settings folder; null when it cannot be seen from here
     */
    public RunningServers with(String configuration, URI base, Path settingsFolder) {
        byConfiguration.put(configuration, new Running(base, Optional.ofNullable(settingsFolder)));
        return this;
    }

    @Override
    public Optional<Server> serverFor(Batch batch) {
        return batch.first().ownServer()
                ? Optional.empty()
                : Optional.ofNullable(byConfiguration.get(batch.first().config()));
    }
}
