package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.labthings.run.lab.Laboratory;

/** DELETE, also of paths that no well-behaved client sends. */
final class HttpDelete {
    private HttpDelete() {}

    static void expect(Laboratory lab, int status, String path, String text) throws Exception {
        HttpResponse<String> answer = lab.send("DELETE", path, null);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(text), answer.body());
    }

    /** Sends the path as it is. */
    static void refused(Laboratory lab, String path) throws IOException {
        URI url = lab.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            ("DELETE "
                                            + path
                                            + " HTTP/1.1\r\nHost: "
                                            + url.getAuthority()
                                            + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.matches("(?s)HTTP/1.1 [34]\\d\\d .*"), path + " got " + answer);
        }
    }
}
