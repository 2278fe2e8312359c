package org.labthings.testing.replay.internal.step;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.labthings.testing.replay.internal.match.Comparison;
import org.labthings.testing.replay.internal.match.Variables;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.Server;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.RawAnswer;
import org.labthings.testing.replay.wire.WebSocketClient;

/**
 * What the steps of one sequence share: the server, captured variables, open sockets, the latest
 * answer.
 */
public final class Session implements Closeable {
    final Server server;
    final Address address;
    final Variables variables;
    final Comparison comparison;
    final Map<String, WebSocketClient> sockets = new HashMap<>();
    final Map<String, OpenStream> streams = new HashMap<>();

    /** Null when the latest HTTP step got none. */
    RawAnswer lastAnswer;

    public Session(Server server) {
        this.server = server;
        this.address = Address.of(server.base());
        this.variables = new Variables(server.base().toString(), address.toString());
        this.comparison = new Comparison(variables);
    }

    /** A file whose recorded name may begin with the placeholder of the settings folder. */
    Path file(String recordedName) throws SkippedException {
        Path settings =
                server.settingsFolder()
                        .orElseThrow(() -> new SkippedException("needs the settings folder"));
        return Path.of(recordedName.replace(Recordings.SETTINGS, settings.toString()));
    }

    @Override
    public void close() {
        sockets.values().forEach(Session::closeQuietly);
        streams.values().forEach(Session::closeQuietly);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The server may have gone first, which the steps have judged.
            Thread.onSpinWait();
        }
    }
}
