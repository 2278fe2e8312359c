package org.labthings.run.microscope;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A viewer of a live stream that reads just its start. */
final class LiveView {
    private static final int MOST = 20_000;

    private final URI server;
    private final String path;

    LiveView(URI server, String path) {
        this.server = server;
        this.path = path;
    }

    /** Everything up to the first bytes of a picture. */
    String start() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder start = new StringBuilder();
            int next = in.read();
            while (next >= 0 && start.length() < MOST && start.indexOf("image/jpeg\r\n\r\n") < 0) {
                start.append((char) next);
                next = in.read();
            }
            return start.toString();
        }
    }
}
