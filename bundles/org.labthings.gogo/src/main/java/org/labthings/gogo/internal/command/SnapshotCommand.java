package org.labthings.gogo.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.labthings.api.ServerNotRunningError;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Facts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Saves a frame. Called by Gogo, on a session's thread; blocks until a frame comes. */
@Component(
        service = SnapshotCommand.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=snapshot"
        })
public final class SnapshotCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final Laboratory laboratory;

    /** Called by Declarative Services. */
    @Activate
    public SnapshotCommand(@Reference ThingServer server) {
        this.laboratory = new Laboratory(server);
    }

    /** Waits for the next frame and writes it. */
    public Facts snapshot(CommandSession session, Object... given)
            throws ShellException, InterruptedException {
        Words words = Words.of(Guides.of("snapshot"), given);
        Path file = ServerFiles.path(session, words, 0);
        if (Files.exists(file) && !words.has("--force")) {
            throw new ShellException(file + " exists already. Add --force to replace it");
        }
        ServedThing thing =
                words.count() > 1 ? laboratory.running(words.text(1)) : onlyOneWithStream();
        ServedStream stream = stream(thing, words);
        byte[] frame;
        try {
            frame = stream.stream().grabFrame(PATIENCE);
        } catch (TimeoutException | ServerNotRunningError e) {
            throw new ShellException(thing.name() + "." + stream.name() + ": " + e.getMessage());
        }
        try {
            write(file, frame);
        } catch (IOException e) {
            throw new ShellException(file + " cannot be written: " + e);
        }
        return new Facts()
                .with("file", file.toString())
                .with("stream", thing.name() + "." + stream.name())
                .with("bytes", frame.length);
    }

    private static void write(Path file, byte[] frame) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, ".snapshot", ".tmp");
        try {
            Files.write(fresh, frame);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private ServedThing onlyOneWithStream() throws ShellException {
        List<ServedThing> found = new ArrayList<>();
        for (ServedThing thing : laboratory.server().things().served().values()) {
            if (!thing.streams().isEmpty()) {
                found.add(thing);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ShellException(
                found.isEmpty()
                        ? "No running Thing has a stream"
                        : "Name the Thing: "
                                + String.join(
                                        ", ", found.stream().map(ServedThing::name).toList()));
    }

    /** The one that cameras usually have, else the first. */
    private static ServedStream stream(ServedThing thing, Words words) throws ShellException {
        if (words.count() > 2) {
            return Laboratory.find(thing.streams(), "stream", thing.name(), words.text(2));
        }
        if (thing.streams().isEmpty()) {
            throw new ShellException(thing.name() + " has no stream");
        }
        ServedStream usual = thing.streams().get("mjpeg_stream");
        return usual != null ? usual : thing.streams().values().iterator().next();
    }
}
