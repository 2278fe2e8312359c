package org.labthings.run.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to a server and what comes back, whatever they mean. */
final class RawHttp {
    private static final int DEADLINE_MILLIS = 20_000;
    private static final int MOST = 64 * 1024;

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /** Host and port, as a proper client names them. */
    String authority() {
        return server.getAuthority();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
        return socket;
    }

    /** Sends and reads until the server closes, or says no more; empty if it only closes. */
    String send(String text) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // it answered before all was sent
            }
            return read(socket);
        }
    }

    static String read(Socket socket) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0 && all.size() < MOST; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            all.writeBytes(" (and it stays open)".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // reset: as good as closed
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** A request that is closed after its answer. */
    String request(String line, String... fields) throws IOException {
        return send(
                line
                        + " HTTP/1.1\r\n"
                        + String.join("\r\n", fields)
                        + "\r\nConnection: close\r\n\r\n");
    }

    /** The status of an answer; 0 when there is none. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
