package org.labthings.testing.replay.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.labthings.testing.replay.recording.Batch;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.recording.Sequence;

/** Starts a {@link LaunchedServer} for every batch. */
public final class LaunchedServers implements Servers {
    private final List<String> command;
    private final Recordings recordings;
    private final Path workFolder;

    /**
     * Starts nothing yet.
     *
     * @param command program and arguments, with the placeholders of {@link LaunchedServer}
     * @param workFolder where the servers' folders and logs go; it is created, logs stay in it
     */
    public LaunchedServers(List<String> command, Recordings recordings, Path workFolder) {
        this.command = List.copyOf(command);
        this.recordings = recordings;
        this.workFolder = workFolder;
    }

    @Override
    public Optional<Server> serverFor(Batch batch) throws IOException {
        Sequence first = batch.first();
        List<String> words =
                Stream.concat(command.stream(), first.serverArguments().stream()).toList();
        LaunchedServer server =
                LaunchedServer.prepare(
                        words,
                        settings -> recordings.configuration(first.config(), settings),
                        workFolder,
                        batch.name());
        if (!first.startsItsServer() && !server.start()) {
            server.close();
            throw new IOException(
                    "the server for " + batch.name() + " did not start; see " + server.log());
        }
        return Optional.of(server);
    }
}
