package org.labthings.run.microscope;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A viewer of a live stream that reads no more than its first picture. */
final class LiveView {
    private static final int MOST = 20_000;
    private static final int MOST_PICTURE = 5_000_000;
    private static final String BEFORE_PICTURE = "image/jpeg\r\n\r\n";
    private static final String AFTER_PICTURE = "\r\n--frame";

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
            while (next >= 0 && start.length() < MOST && start.indexOf(BEFORE_PICTURE) < 0) {
                start.append((char) next);
                next = in.read();
            }
            return start.toString();
        }
    }

    /** The first picture, which ends where the next one is announced. */
    byte[] firstFrame() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        try (InputStream in =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            StringBuilder read = new StringBuilder();
            int picture = -1;
            int end = -1;
            byte[] piece = new byte[8192];
            while (end < 0 && read.length() < MOST_PICTURE) {
                int n = in.read(piece);
                if (n < 0) {
                    throw new IOException("The stream ended before its second picture");
                }
                int from = Math.max(0, read.length() - AFTER_PICTURE.length());
                read.append(new String(piece, 0, n, StandardCharsets.ISO_8859_1));
                if (picture < 0 && read.indexOf(BEFORE_PICTURE) >= 0) {
                    picture = read.indexOf(BEFORE_PICTURE) + BEFORE_PICTURE.length();
                    from = picture;
                }
                end = picture < 0 ? -1 : read.indexOf(AFTER_PICTURE, Math.max(from, picture));
            }
            return read.substring(picture, end).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
