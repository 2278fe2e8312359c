package org.labthings.run.conformance.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.RawAnswer;
import org.labthings.testing.replay.wire.RawRequest;

/**
 * Bytes that are a request, more or less.
 *
 * @param bytes to send
 * @param mayClose whether HTTP itself is broken, so that a server may simply close
 */
record MalformedHttp(byte[] bytes, boolean mayClose) implements Malformed {
    private static final double SECONDS = 20;
    private static final int SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request that is proper HTTP. */
    static MalformedHttp proper(String method, String target, String contentType, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", "localhost");
        headers.put("Content-Length", String.valueOf(body.length));
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        return new MalformedHttp(new RawRequest(method, target, headers, body).encoded(), false);
    }

    /** Text that is no proper HTTP. */
    static MalformedHttp broken(String text) {
        return new MalformedHttp(text.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    @Override
    public Verdict send(Address server) throws IOException {
        try (HttpConnection connection = HttpConnection.open(server)) {
            try {
                connection.send(bytes);
                connection.endOutput();
            } catch (SocketException e) {
                // The server had heard enough; it may have said why.
                Thread.onSpinWait();
            }
            return judge(connection.answer("GET", Deadline.seconds(SECONDS)));
        } catch (EOFException | SocketException e) {
            return new Verdict(mayClose, "closed", shown() + "\n  -> " + e);
        } catch (IOException e) {
            return new Verdict(false, e.getClass().getSimpleName(), shown() + "\n  -> " + e);
        }
    }

    private Verdict judge(RawAnswer answer) {
        String type = answer.headers().get("content-type").orElse("");
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        boolean good =
                refused
                        && type.matches("application/(problem\\+)?json(;.*)?")
                        && isJson(answer.body());
        String outcome = answer.status() + (good || !refused ? "" : " but not JSON");
        String text = answer.text();
        return new Verdict(
                good,
                outcome,
                shown()
                        + "\n  -> "
                        + answer.status()
                        + " "
                        + type
                        + " "
                        + text.substring(0, Math.min(SHOWN, text.length())));
    }

    private static boolean isJson(byte[] body) {
        try {
            return JSON.readTree(body).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private String shown() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder();
        text.chars()
                .limit(2L * SHOWN)
                .forEach(
                        c -> {
                            if (c >= ' ' && c < 127) {
                                out.append((char) c);
                            } else {
                                out.append(String.format("\\x%02x", c));
                            }
                        });
        return out + (text.length() > 2 * SHOWN ? "... (" + text.length() + " bytes)" : "");
    }
}
