package org.labthings.testing.replay.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.testing.replay.recording.Batch;
import org.labthings.testing.replay.recording.Recordings;

/**
 * Starts a server process for every batch, on a fresh folder and a free port. In the command's
 * words are filled in: <code>{config}</code>, the configuration file; <code>{port}</code>; <code>
 * {folder}</code>, an empty folder for whatever the server keeps.
 */
public final class LaunchedServers implements Servers {
    private final List<String> command;
    private final Recordings recordings;
    private final Path workFolder;
    private final FreePorts ports = new FreePorts();
    private final Set<LaunchedServer> launched = ConcurrentHashMap.newKeySet();

    /**
     * Starts nothing yet.
     *
     * @param command program and arguments
     * @param workFolder where the servers' folders and logs go; it is created, logs stay in it
     */
    public LaunchedServers(List<String> command, Recordings recordings, Path workFolder) {
        this.command = List.copyOf(command);
        this.recordings = recordings;
        this.workFolder = workFolder;
        // A replay that is interrupted leaves no processes behind.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> launched.forEach(LaunchedServer::kill)));
    }

    @Override
    public Optional<Server> serverFor(Batch batch) throws IOException {
        Files.createDirectories(workFolder);
        Path folder = Files.createTempDirectory(workFolder, "wire-").toAbsolutePath();
        Path config = folder.resolve("config.json");
        Path settings = folder.resolve("settings");
        int port = ports.next();
        Files.writeString(config, recordings.configuration(batch.first().config(), settings));
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add(
                    word.replace("{config}", config.toString())
                            .replace("{port}", String.valueOf(port))
                            .replace("{folder}", folder.toString()));
        }
        words.addAll(batch.first().serverArguments());
        Path log = workFolder.resolve(batch.name() + ".log").toAbsolutePath();
        Files.deleteIfExists(log);
        LaunchedServer server = new LaunchedServer(words, port, folder, settings, log);
        launched.add(server);
        if (!batch.first().startsItsServer() && !server.start()) {
            server.close();
            throw new IOException("the server for " + batch.name() + " did not start; see " + log);
        }
        return Optional.of(server);
    }
}
