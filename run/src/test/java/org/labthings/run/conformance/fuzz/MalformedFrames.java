package org.labthings.run.conformance.fuzz;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.WebSocketClient;

/**
 * Bytes on a WebSocket that are no proper frames: the server must close it and say why.
 *
 * @param bytes to send
 */
record MalformedFrames(byte[] bytes) implements Malformed {
    private static final double SECONDS = 20;

    /** Protocol error, text that is no UTF-8, too large. */
    private static final Set<Integer> CLOSE_CODES = Set.of(1002, 1007, 1009);

    @Override
    public Verdict send(Address server) throws IOException {
        try (WebSocketClient socket =
                WebSocketClient.connect(server, "/watch/ws", Map.of(), Deadline.seconds(SECONDS))) {
            socket.send(bytes);
            Deadline deadline = Deadline.seconds(SECONDS);
            while (socket.receive(deadline).isPresent()) {
                Thread.onSpinWait();
            }
            int code = socket.closeCode().orElse(-1);
            return new Verdict(
                    CLOSE_CODES.contains(code),
                    code < 0 ? "no close frame" : "closed " + code,
                    HexFormat.of().formatHex(bytes));
        }
    }
}
