package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** What is nobody's fault is not in the log: readers that leave. */
class QuietLogIT {
    private static final int LEAVING = 5;
    private static final int SIZE = 20_000_000; // more than the buffers of all sockets
    private static final Pattern SERVED =
            Pattern.compile(
                    "labthings_http_request_seconds_count\\{[^}]*route=\"\\(servlet\\)\"\\}"
                            + " (\\d+)");

    @TempDir Path folder;

    @Test
    void readersThatLeaveAreNoErrors() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.write(site.resolve("big.bin"), new byte[SIZE]);
        String config =
                """
                {"things": {"camera": "org.labthings.thing.simcamera.SimulatedCamera"},
                 "static_files": {"site": {"folder": "%s"}}}
                """
                        .formatted(site.toString().replace('\\', '/'));
        try (Laboratory lab = Laboratory.open(folder, config)) {
            lab.await("/big.bin", r -> r.statusCode() == 200);
            int before = served(lab.await("/metrics", r -> served(r.body()) > 0).body());
            for (int i = 0; i < LEAVING; i++) {
                beginAndLeave(lab, "/big.bin");
                beginAndLeave(lab, "/camera/mjpeg_stream");
            }
            lab.await("/metrics", r -> served(r.body()) >= before + LEAVING);
            assertEquals(List.of(), complaints());
        }
        assertEquals(List.of(), complaints(), "after the stop");
    }

    private static int served(String metrics) {
        int sum = 0;
        for (Matcher m = SERVED.matcher(metrics); m.find(); ) {
            sum += Integer.parseInt(m.group(1));
        }
        return sum;
    }

    /** Reads the beginning of an answer, and resets the connection. */
    private static void beginAndLeave(Laboratory lab, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(
                    new java.net.InetSocketAddress(lab.url().getHost(), lab.url().getPort()));
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + lab.url().getAuthority() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertTrue(in.read(new byte[100]) > 0, path + " does not answer");
            socket.setSoLinger(true, 0);
        }
    }

    private List<String> complaints() throws IOException {
        try (var lines = Files.lines(folder.resolve("data/logs/labthings.log"))) {
            return lines.filter(l -> l.contains("[ERROR]") || l.contains("[WARNING]")).toList();
        }
    }
}
